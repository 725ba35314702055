"""The process that sends: `python -m warehouse.alerts.child`, messages as JSON on standard input.

Owns: the use of Apprise, and what may be said of a failure.
Never: prints an address or a part of one; keeps anything on disk.
"""

import json
import logging
import re
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import asdict
from urllib.parse import unquote

import apprise

from warehouse.alerts.addresses import Address, read_addresses
from warehouse.alerts.message import Message
from warehouse.alerts.sending import Sent
from warehouse.settings import get_settings

_AT_ONCE = 8
_LOGGER = logging.getLogger("apprise")
_PIECES = re.compile(r"[/:@?&=#,;+]+")
_SHORTEST_SECRET = 3
_LONGEST_ERROR = 300


def main() -> int:
    """Send what standard input asks for; one JSON line per recipient, as soon as it is known."""
    messages = {recipient: Message(**one) for recipient, one in json.load(sys.stdin).items()}
    everybody = read_addresses(get_settings())
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        asked = {
            pool.submit(deliver, one, messages[one.recipient], everybody): one
            for one in everybody
            if one.recipient in messages
        }
        for answered in as_completed(asked):
            sys.stdout.write(json.dumps(asdict(_sent(answered, asked[answered], everybody))) + "\n")
            sys.stdout.flush()
    return 0


def _sent(answered: "Future[Sent]", address: Address, everybody: Sequence[Address]) -> Sent:
    """The answer; a library behind Apprise may raise anything, and the others are told all the same."""
    error = answered.exception()
    if error is None:
        return answered.result()
    return Sent(address.recipient, is_sent=False, error=without_secrets(everybody, f"{type(error).__name__}: {error}"))


def deliver(address: Address, message: Message, everybody: Sequence[Address]) -> Sent:
    """Send one message to one address; what is said of a failure holds nothing of anybody's address."""
    service = usable(address)
    if service is None:
        return Sent(address.recipient, is_sent=False, error=NOT_KNOWN)
    said = _Said()
    _LOGGER.addHandler(said)
    try:
        is_sent = bool(service.notify(body=message.body, title=message.title, body_format=apprise.NotifyFormat.TEXT))
    finally:
        _LOGGER.removeHandler(said)
    why = None if is_sent else without_secrets(everybody, said.words() or "It was not taken.")
    return Sent(address.recipient, is_sent, why)


def usable(address: Address) -> "apprise.NotifyBase | None":
    """Apprise's service for an address; None where it is none that Apprise knows."""
    _LOGGER.propagate = False
    quiet = apprise.AppriseAsset(
        app_id="DWSC",
        app_desc="Monitoring warehouse",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        async_mode=False,
        secure_logging=True,
        storage_mode=apprise.PersistentStoreMode.MEMORY,
    )
    return apprise.Apprise.instantiate(address.url, asset=quiet, suppress_exceptions=True)


def without_secrets(everybody: Sequence[Address], text: str) -> str:
    """What Apprise said, in one line, without anything that stands in an address."""
    plain = " ".join(text.split())[: _LONGEST_ERROR * 2]
    parts = {part for address in everybody for part in _PIECES.split(address.url)}
    pieces = {piece for part in parts for piece in (part, unquote(part))} - {address.kind for address in everybody}
    for piece in sorted(pieces, key=len, reverse=True):
        if len(piece) >= _SHORTEST_SECRET:
            plain = re.sub(re.escape(piece), "…", plain, flags=re.IGNORECASE)
    return plain[:_LONGEST_ERROR]


class _Said(logging.Handler):
    """What Apprise says in this thread while it sends."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._thread, self._words = threading.get_ident(), list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self._words.append(record.getMessage())

    def words(self) -> str:
        """All of it in one text."""
        return " ".join(self._words)


NOT_KNOWN = "Apprise knows no such address: a part of it is missing or wrong. docs/alerts.md shows the forms."

if __name__ == "__main__":
    sys.exit(main())
