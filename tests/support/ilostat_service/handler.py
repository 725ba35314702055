"""How an answer goes out: the service's habits at the level of HTTP.

Owns: chunked bodies without length, ETag or date of change; HEAD refused; Range ignored; who is turned away.
Never: decides what a body holds.
"""

import contextlib
import socket
import struct
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, cast

from support.ilostat_service import quirks
from support.ilostat_service.answers import Answer
from support.ilostat_service.requested import read_request

if TYPE_CHECKING:
    from support.ilostat_service.service import Server

_TURNED_AWAY = ("", "python-urllib")


class Handler(BaseHTTPRequestHandler):
    """One connection to the stand-in."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        """Log it, find the answer, spoil it where trouble was ordered, and send it."""
        service = self.server.service
        request = read_request(self.path)
        with service.logged(self.path, request.target, dict(self.headers.items())) as entry:
            if self._agent().partition("/")[0] in _TURNED_AWAY:
                sent, entry.quirk = quirks.forbidden(Answer()), "user agent"
            else:
                sent, entry.quirk = service.answer(request)
            entry.status = sent.status
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                entry.sent_bytes = self._send(sent)

    def do_HEAD(self) -> None:
        """The service allows GET alone."""
        with self.server.service.logged(self.path, "HEAD", dict(self.headers.items())) as entry:
            entry.status = 405
            self.send_response(405)
            self.send_header("Allow", "GET")
            self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as http.server names it
        """Stay silent; the service keeps a log of its own."""

    def _agent(self) -> str:
        return (self.headers.get("User-Agent") or "").lower()

    def _send(self, answer: Answer) -> int:
        self.send_response(answer.status)
        headers = dict(answer.headers)
        name = headers.pop("X-File", None)
        if name:
            stem, _, suffix = name.partition(".")
            made = f"{stem}-{datetime.now(UTC):%Y%m%dT%H%M}.{suffix}"
            headers["content-disposition"] = f'attachment; filename="{made}"'
        for header, value in (headers | self._told_end(answer)).items():
            self.send_header(header, value)
        self.end_headers()
        sent = 0
        for piece in answer.pieces():
            if piece:
                self.wfile.write(self._framed(answer, piece))
                sent += len(piece)
        if answer.is_reset:
            self._reset()
        elif answer.framing == "chunked":
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.close_connection = True
        return sent

    def _told_end(self, answer: Answer) -> dict[str, str]:
        """The headers by which the other side knows where the body ends."""
        if answer.framing == "length":
            return {"Content-Length": str(answer.promised), "Connection": "close"}
        return {"Connection": "close"} if answer.framing == "closed" else {"Transfer-Encoding": "chunked"}

    def _framed(self, answer: Answer, piece: bytes) -> bytes:
        if answer.framing in {"length", "closed"}:
            return piece
        longer = 1000 if answer.framing == "broken" else 0
        return f"{len(piece) + longer:x}\r\n".encode() + piece + (b"" if longer else b"\r\n")

    def _reset(self) -> None:
        """Close so that the other side gets a reset, not an end."""
        self.wfile.flush()
        connection = cast(socket.socket, self.connection)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
