"""What follows when somebody looked: the ledger is brought up to date, and who has not heard yet is told.

Owns: the order of noting and telling, and that no trouble in it ever reaches the run that it is about.
Never: looks for causes; knows how a message travels.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from warehouse.alerts import addresses, ledger
from warehouse.alerts.cause import Cause, Looked
from warehouse.alerts.message import Message, message_of
from warehouse.alerts.sending import Sent, send
from warehouse.errors import WarehouseError
from warehouse.settings import Settings
from warehouse.snapshots import holds_sample

Sender = Callable[[Settings, Mapping[str, Message]], list[Sent]]
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Told:
    """How telling people went: causes that stand, who was told something new, and what went wrong."""

    open_count: int = 0
    sent_to: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def tell(settings: Settings, seen: Sequence[Cause], looked: Looked, sender: Sender = send) -> Told:
    """Note what was seen, and tell whoever was not told yet; what could not be sent is tried again the next time."""
    try:
        with ledger.held(settings):
            entries = ledger.merged(ledger.read_ledger(settings), seen, looked, _now())
            ledger.write_ledger(settings, entries)
            return _send(settings, entries, sender)
    except (WarehouseError, OSError) as error:
        _log.warning("Alerts: %s", error)
        return Told(problems=(str(error),))


def _send(settings: Settings, entries: list[ledger.Entry], sender: Sender) -> Told:
    standing = sum(entry.is_open for entry in entries)
    if not addresses.is_set(settings):
        return Told(standing)
    asked = {one.recipient: ledger.to_tell(entries, one.recipient) for one in addresses.read_addresses(settings)}
    due = {name: (new, over) for name, (new, over) in asked.items() if new or over}
    if not due:
        return Told(standing)
    is_sample = bool(holds_sample(settings))
    messages = {name: message_of(settings, new, over, is_sample=is_sample) for name, (new, over) in due.items()}
    answers = sender(settings, messages)
    for sent in answers:
        if sent.is_sent:
            new, over = due[sent.recipient]
            keys = frozenset(entry.cause.key for entry in [*new, *over])
            entries = ledger.noted(entries, keys, sent.recipient, _now())
    ledger.write_ledger(settings, entries)
    return Told(
        standing,
        tuple(sent.recipient for sent in answers if sent.is_sent),
        tuple(f"{sent.recipient}: {sent.error}" for sent in answers if not sent.is_sent),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
