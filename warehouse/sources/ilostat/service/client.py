"""The one way to ask ILOSTAT's service for anything.

Owns: the pause between requests, attempts, waits, the deadline of a file, and writing a body to disk as it comes.
Never: holds a body in memory; asks on when the service turns everything away.
"""

import contextlib
import os
import threading
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

import requests
import tenacity
import urllib3

from warehouse.crash import crash_at
from warehouse.disk import sync_folder
from warehouse.settings import Settings
from warehouse.sources.ilostat.service.answer import check_answer
from warehouse.sources.ilostat.service.body import Expected, Inspection
from warehouse.sources.ilostat.service.state import PART
from warehouse.sources.ilostat.service.trouble import ASKS_TO_STOP, TroubleError, TurnedAwayError
from warehouse.spelling import shorten

# So many answers in a row that turn us away, and nothing more is asked this time.
STORM = 5
_PIECE, _REDIRECTS = 1 << 16, 5
_LONGEST_BACKOFF = 120.0


@dataclass(frozen=True)
class Body:
    """A body that came whole: where it lies, its bytes, its lines after the first, and how often it was asked for."""

    path: Path
    size: int
    row_count: int
    attempts: int


class Client:
    """Asks politely; use it as a context manager, from as many threads as `DWSC_FETCH_PARALLEL` allows."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock, self._stopped = threading.Lock(), threading.Event()
        self._next_turn = 0.0
        self._turned_away = 0
        self._session = requests.Session()
        self._session.max_redirects = _REDIRECTS
        # The service compresses files itself; a second compression on the way would only hide their size.
        self._session.headers.update(
            {"User-Agent": settings.fetch_user_agent, "Accept": "*/*", "Accept-Encoding": "identity"}
        )

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._session.close()

    def stop(self) -> None:
        """Let downloads in other threads end at their next piece."""
        self._stopped.set()

    def download(self, address: str, target: Path, expected: Expected) -> Body:
        """Write the body at an address to `target`, whole or not at all.

        Args:
            address: what to ask for.
            target: the file; until it is whole it ends in `.part`.
            expected: what the body must be.

        Raises:
            TroubleError: it did not come whole within the attempts and the time allowed.
            TurnedAwayError: the service turns everything away; ask nothing more.
            OSError: the disk is full.
        """
        allowance = _Allowance(self._settings.fetch_file_seconds)
        asking = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._settings.fetch_attempts),
            wait=self._wait,
            retry=tenacity.retry_if_exception(lambda error: isinstance(error, TroubleError) and error.may_pass),
            sleep=self._pause,
            reraise=True,
        )
        try:
            found = asking(self._once, address, target, expected, allowance)
        except TroubleError as error:
            error.attempts = asking.statistics["attempt_number"]
            raise
        return Body(target, found.size, found.row_count, asking.statistics["attempt_number"])

    def _once(self, address: str, target: Path, expected: Expected, allowance: "_Allowance") -> Inspection:
        self._take_turn()
        part = target.with_name(target.name + PART)
        try:
            with allowance.in_use():
                found = self._write(address, part, Inspection(expected), allowance)
            crash_at("body fetched")
            part.replace(target)
            crash_at("body in its place")
            sync_folder(target.parent)
        except TroubleError as error:
            self._remember(error)
            raise
        finally:
            part.unlink(missing_ok=True)
        self._turned_away = 0
        return found

    def _write(self, address: str, part: Path, inspection: Inspection, allowance: "_Allowance") -> Inspection:
        with part.open("wb") as handle, contextlib.closing(self._pieces(address, allowance)) as pieces:
            for piece in pieces:
                inspection.feed(piece)
                handle.write(piece)
            inspection.end()
            handle.flush()
            os.fsync(handle.fileno())
        return inspection

    def _pieces(self, address: str, allowance: "_Allowance") -> Generator[bytes]:
        """The body as it comes; each piece is what one read of the socket gives, so that a slow drip is noticed."""
        limits = (self._settings.fetch_connect_seconds, min(self._settings.fetch_read_seconds, allowance.seconds))
        try:
            with self._session.get(address, stream=True, timeout=limits) as response:
                check_answer(response, datetime.now(UTC))
                while piece := response.raw.read1(_PIECE, decode_content=True):
                    self._check(allowance)
                    yield piece
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise TroubleError("connection", _in_words(error), may_pass=True) from error

    def _check(self, allowance: "_Allowance") -> None:
        if allowance.is_used_up:
            limit = f"{allowance.seconds:,.0f} seconds (DWSC_FETCH_FILE_SECONDS)"
            raise TroubleError("too_slow", f"It was not there within {limit}.")
        if self._stopped.is_set():
            raise TroubleError("stopped", "The fetch was stopped.")

    def _take_turn(self) -> None:
        """Wait until a request may start: the pause after the one before, and what the service asked to wait."""
        with self._lock:
            now = time.monotonic()
            start = max(now, self._next_turn)
            self._next_turn = start + self._settings.fetch_pause_seconds
        self._pause(start - now)

    def _pause(self, seconds: float) -> None:
        if self._stopped.wait(seconds):
            raise TroubleError("stopped", "The fetch was stopped.")

    def _wait(self, state: tenacity.RetryCallState) -> float:
        first = self._settings.fetch_retry_seconds
        growing, chance = (
            tenacity.wait_exponential(multiplier=first, max=_LONGEST_BACKOFF),
            tenacity.wait_random(0, first),
        )
        wait = growing(state) + chance(state)
        error = state.outcome.exception() if state.outcome else None
        return max(wait, error.wait_seconds or 0.0) if isinstance(error, TroubleError) else wait

    def _remember(self, error: TroubleError) -> None:
        """Count answers that turn us away; after several in a row, or when asked to wait too long, ask nothing more."""
        if error.rule not in ASKS_TO_STOP:
            return
        with self._lock:
            self._turned_away += 1
            self._next_turn = max(self._next_turn, time.monotonic() + (error.wait_seconds or 0.0))
        if (error.wait_seconds or 0.0) > self._settings.fetch_wait_seconds:
            limit = f"{self._settings.fetch_wait_seconds:,.0f} seconds (DWSC_FETCH_WAIT_SECONDS)"
            raise TurnedAwayError(f"{error.reason} That is longer than {limit}, so nothing more is asked for now.")
        if self._turned_away >= STORM:
            raise TurnedAwayError(
                f"{error.reason} That happened {STORM} times in a row, so nothing more is asked for now. "
                "Try again in an hour."
            )


class _Allowance:
    """The time that one file may take, all attempts together; waiting between them does not count."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._used, self._since = 0.0, time.monotonic()

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """Count the time of this block."""
        self._since = time.monotonic()
        try:
            yield
        finally:
            self._used += time.monotonic() - self._since

    @property
    def is_used_up(self) -> bool:
        """Whether nothing is left, inside such a block."""
        return self._used + time.monotonic() - self._since > self.seconds


def _in_words(error: Exception) -> str:
    cause = error.__context__ or error
    if isinstance(error, requests.ConnectTimeout | requests.ReadTimeout | urllib3.exceptions.ReadTimeoutError):
        return "ILOSTAT was silent for too long (DWSC_FETCH_CONNECT_SECONDS, DWSC_FETCH_READ_SECONDS)."
    if isinstance(error, requests.exceptions.SSLError):
        return f"The secure connection to ILOSTAT failed: {shorten(str(cause), 200)}"
    if isinstance(error, urllib3.exceptions.ProtocolError):
        return "The connection to ILOSTAT broke in the middle of the answer."
    if isinstance(error, requests.ConnectionError):
        host = urlsplit(str(error.request.url)).netloc if error.request else "ILOSTAT"
        return f"{host} could not be reached. Is this computer online?"
    return f"The connection to ILOSTAT failed: {shorten(str(error), 200)}."
