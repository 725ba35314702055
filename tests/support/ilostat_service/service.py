"""The stand-in itself: start it, change what it holds, order trouble, read its log.

Owns: the state of the stand-in, safe to change while it answers.
Never: listens anywhere but on 127.0.0.1.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from pathlib import Path

from support.ilostat_service import requested
from support.ilostat_service.answers import Answer
from support.ilostat_service.datasets import Dataset
from support.ilostat_service.handler import Handler
from support.ilostat_service.quirks import Quirk
from support.ilostat_service.requested import CONTENTS, DICTIONARIES, Request

__all__ = ["CONTENTS", "DICTIONARIES", "EVERYTHING", "Entry", "IlostatService", "Server"]
EVERYTHING = "*"


@dataclass
class Entry:
    """One request: when it came and ended (a clock that only runs forward), what it asked for and what it got."""

    began: float
    path: str
    target: str
    headers: dict[str, str]
    ended: float | None = None
    status: int = 0
    quirk: str | None = None
    sent_bytes: int = 0


@dataclass
class _Trouble:
    quirk: Quirk
    left: int | None


class Server(ThreadingHTTPServer):
    """The HTTP server; knows the service that it speaks for."""

    daemon_threads = True
    service: "IlostatService"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no error of the stand-in."""


@dataclass
class IlostatService:
    """A service to start with `with`; the value is itself, and `address` is where it answers.

    Attributes:
        datasets: what it holds at the start.
        folder: with real dictionaries in `dic/`, or None.
        port: 0 for any that is free.
    """

    datasets: Iterable[Dataset] = ()
    folder: Path | None = None
    port: int = 0
    log: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._held = {dataset.code: dataset for dataset in self.datasets}
        self._troubles: dict[str, list[_Trouble]] = {}
        self._first: dict[str, Callable[[], None]] = {}
        self._lock = threading.Lock()
        self._in_flight = 0
        self.most_at_once = 0

    def __enter__(self) -> "IlostatService":
        self._server = Server(("127.0.0.1", self.port), Handler)
        self._server.service = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def address(self) -> str:
        """Where it answers, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def held(self) -> dict[str, Dataset]:
        """What it holds now, by code."""
        with self._lock:
            return dict(self._held)

    def put(self, *datasets: Dataset) -> None:
        """Add datasets, or put a new state in the place of the old."""
        with self._lock:
            self._held |= {dataset.code: dataset for dataset in datasets}

    def remove(self, code: str) -> None:
        """A dataset vanishes, from the table of contents too."""
        with self._lock:
            del self._held[code]

    def trouble(self, target: str, quirk: Quirk, *, times: int | None = None) -> None:
        """Order trouble for a dataset, CONTENTS, DICTIONARIES or EVERYTHING: so many times, or until `calm`."""
        with self._lock:
            self._troubles.setdefault(target, []).append(_Trouble(quirk, times))

    def before_answer(self, target: str, change: Callable[[], None]) -> None:
        """Let something change at the moment when a dataset is next asked for; once."""
        with self._lock:
            self._first[target] = change

    def calm(self) -> None:
        """No more trouble."""
        with self._lock:
            self._troubles.clear()

    def requests(self, target: str) -> list[Entry]:
        """The requests for one dataset, CONTENTS or DICTIONARIES, in their order."""
        return [entry for entry in list(self.log) if entry.target == target]

    def asked(self) -> list[str]:
        """The codes of the datasets asked for, in their order, one per request."""
        return [entry.target for entry in list(self.log) if entry.path.startswith("/data/indicator")]

    def forget(self) -> None:
        """Empty the log."""
        with self._lock:
            self.log.clear()
            self.most_at_once = 0

    def answer(self, request: Request) -> tuple[Answer, str | None]:
        """The answer to a request, spoilt where trouble was ordered, and the name of that trouble."""
        change = self._first.pop(request.target, None)
        if change:
            change()
        due = requested.answer(request, self.held, self.folder)
        quirk = self._next_trouble(request.target)
        return (quirk(due), quirk.__name__) if quirk else (due, None)

    @contextlib.contextmanager
    def logged(self, path: str, target: str, headers: dict[str, str]) -> Iterator[Entry]:
        """Keep a request in the log, with its beginning and end."""
        entry = Entry(time.monotonic(), path, target, headers)
        with self._lock:
            self.log.append(entry)
            self._in_flight += 1
            self.most_at_once = max(self.most_at_once, self._in_flight)
        try:
            yield entry
        finally:
            with self._lock:
                entry.ended = time.monotonic()
                self._in_flight -= 1

    def _next_trouble(self, target: str) -> Quirk | None:
        with self._lock:
            for name in (target, EVERYTHING):
                for trouble in self._troubles.get(name, []):
                    if trouble.left is None:
                        return trouble.quirk
                    if trouble.left > 0:
                        trouble.left -= 1
                        return trouble.quirk
        return None
