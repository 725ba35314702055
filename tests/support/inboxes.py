"""Stand-ins on this machine for those who are told of alerts: a web address, and a mail server."""

import contextlib
import json
import socketserver
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HERE = "127.0.0.1"
_ANSWERS = {b"EHLO": "250-stand-in\r\n250 AUTH PLAIN", b"AUTH": "235 welcome", b"QUIT": "221 bye"}


@dataclass
class Inbox:
    """What arrived; `status` is what the web address answers, `delay` the seconds before it does."""

    port: int = 0
    status: int = 200
    delay: float = 0.0
    bodies: list[bytes] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)

    def json(self) -> list[dict[str, Any]]:
        """Bodies as JSON."""
        return [json.loads(body) for body in self.bodies]

    def mails(self) -> list[EmailMessage]:
        """Bodies as mail."""
        return [message_from_bytes(body, policy=policy.default) for body in self.bodies]


@contextlib.contextmanager
def web_inbox() -> Iterator[Inbox]:
    """An address that takes POST."""
    inbox = Inbox()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(inbox.delay)
            inbox.paths.append(self.path)
            if inbox.status == 200:
                inbox.bodies.append(body)
            self.send_response(inbox.status)
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(b"ok")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((HERE, 0), Handler)
    server.daemon_threads, server.block_on_close = True, False
    with _served(server, inbox):
        yield inbox


class _MailHandler(socketserver.StreamRequestHandler):
    """One conversation with the mail server; its inbox hangs on the server."""

    def handle(self) -> None:
        self._say("220 stand-in")
        while line := self.rfile.readline():
            word = line.upper().split()[0]
            if word == b"AUTH":
                self.server.inbox.logins.append(line.decode().split()[-1])
            if word == b"DATA":
                self._take()
            else:
                self._say(_ANSWERS.get(word, "250 ok"))

    def _take(self) -> None:
        self._say("354 go on")
        body = b"".join(iter(self.rfile.readline, b".\r\n"))
        self.server.inbox.bodies.append(body)
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


@contextlib.contextmanager
def mail_inbox() -> Iterator[Inbox]:
    """A mail server that takes every login and every message."""
    inbox = Inbox()
    server = socketserver.ThreadingTCPServer((HERE, 0), _MailHandler)
    server.daemon_threads = True
    server.inbox = inbox
    with _served(server, inbox):
        yield inbox


@contextlib.contextmanager
def _served(server: socketserver.BaseServer, inbox: Inbox) -> Iterator[None]:
    inbox.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
