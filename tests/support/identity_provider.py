"""An identity provider on this machine: OpenID Connect as the pages' login needs it, with a key of its own.

Owns: discovery, the authorization endpoint, the token endpoint with its checks, the public key, the end of a session.
Never: asks for a password: whoever is `person` at the moment logs in, or nobody.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID, CLIENT_SECRET = "dwsc-pages", "invented-secret-of-a-test"


@dataclass
class Provider:
    """What the provider knows: its address, who logs in next, which codes are out, and all that it was asked."""

    address: str = ""
    person: dict[str, Any] | None = None
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "test"}))
    signing_key: RSAKey | None = None
    audience: str = CLIENT_ID
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def discovery(self) -> dict[str, Any]:
        """The document that a client reads first."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "end_session_endpoint": f"{self.address}/end",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def code_for(self, asked: dict[str, str]) -> str:
        """A code for one use."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return code

    def token(self, given: dict[str, str], client: tuple[str, str]) -> dict[str, Any] | None:
        """The tokens for a code; None where client, code, address or proof are not those of the request."""
        asked = self.codes.pop(given.get("code", ""), None)
        if asked is None or client != (CLIENT_ID, CLIENT_SECRET) or given["redirect_uri"] != asked["redirect_uri"]:
            return None
        proof = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        if asked.get("code_challenge") != proof.decode().rstrip("="):
            return None
        now = int(time.time())
        claims = {"iss": self.address, "aud": self.audience, "sub": "1", "iat": now, "exp": now + 300}
        claims |= {"nonce": asked["nonce"], **(self.person or {})}
        identity = jwt.encode({"alg": "RS256", "kid": "test"}, claims, self.signing_key or self.key)
        return {"access_token": "unused", "token_type": "Bearer", "expires_in": 300, "id_token": identity}


class _Answer(BaseHTTPRequestHandler):
    """What one request gets."""

    @property
    def provider(self) -> Provider:
        return self.server.provider

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(where.query).items()}
        self.provider.asked.append(where.path)
        answers = {
            "/.well-known/openid-configuration": lambda: self._json(self.provider.discovery()),
            "/keys": lambda: self._json({"keys": [self.provider.key.as_dict(private=False)]}),
            "/authorize": lambda: self._authorize(asked),
            "/end": lambda: self._go(asked["post_logout_redirect_uri"]),
        }
        answers.get(where.path, lambda: self.send_error(404))()

    def do_POST(self) -> None:
        self.provider.asked.append(urlsplit(self.path).path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = {name: values[0] for name, values in parse_qs(body).items()}
        tokens = self.provider.token(given, self._client(given))
        self._json(tokens or {"error": "invalid_grant"}, 200 if tokens else 400)

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""

    def _authorize(self, asked: dict[str, str]) -> None:
        if asked.get("client_id") != CLIENT_ID or asked.get("response_type") != "code":
            self.send_error(400)
        elif self.provider.person is None:
            self._go(f"{asked['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': asked['state']})}")
        else:
            answer = {"code": self.provider.code_for(asked), "state": asked["state"]}
            self._go(f"{asked['redirect_uri']}?{urlencode(answer)}")

    def _client(self, given: dict[str, str]) -> tuple[str, str]:
        kind, _, told = self.headers.get("Authorization", "").partition(" ")
        if kind == "Basic":
            name, _, secret = base64.b64decode(told).decode().partition(":")
            return unquote(name), unquote(secret)
        return given.get("client_id", ""), given.get("client_secret", "")

    def _go(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _json(self, content: Any, code: int = 200) -> None:
        body = json.dumps(content).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def identity_provider() -> Iterator[Provider]:
    """Run a provider on a free port of this machine."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answer)
    server.provider = provider
    provider.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
