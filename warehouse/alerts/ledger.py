"""The ledger of causes: which are open, since when, and who was told.

Owns: `alerts/ledger.json` in the home, and the rules by which a cause begins, goes on and ends.
Never: sends anything; holds an address (recipients stand in it by the place of their reference).
"""

import contextlib
import json
from collections.abc import Iterator, Sequence

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from warehouse.alerts.cause import Cause, Looked
from warehouse.disk import replace_text
from warehouse.errors import LockedError
from warehouse.settings import Settings

KEPT_ENDED = 200
_WAIT_SECONDS = 10


class Entry(BaseModel):
    """One cause and what became of it; times are UTC in ISO 8601.

    `opened_at` and `seen_at` are the first and the last time it was seen, `ended_at` when it was no longer there.
    `told` and `told_ended` map a recipient to the time at which its beginning and its end were told to it.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    cause: Cause
    opened_at: str
    seen_at: str
    ended_at: str | None = None
    told: dict[str, str] = {}
    told_ended: dict[str, str] = {}

    @property
    def is_open(self) -> bool:
        """Whether the cause still stands."""
        return self.ended_at is None


def merged(entries: Sequence[Entry], seen: Sequence[Cause], looked: Looked, now: str) -> list[Entry]:
    """The ledger after somebody looked: what is seen begins or goes on, what is no longer seen where they looked ends.

    A cause that ended begins anew when it is seen again, unless nobody was told of its end yet.
    """
    found = {cause.key: cause for cause in seen}
    known = {entry.cause.key: entry for entry in entries}
    kept = [_after(entry, found.get(key), looked, now) for key, entry in known.items()]
    begun = [
        Entry(cause=_dated(cause, now), opened_at=now, seen_at=now) for key, cause in found.items() if key not in known
    ]
    ended = sorted((entry for entry in kept if not entry.is_open), key=lambda entry: entry.ended_at or "")
    return [entry for entry in kept if entry.is_open] + begun + ended[-KEPT_ENDED:]


def to_tell(entries: Sequence[Entry], recipient: str) -> tuple[list[Entry], list[Entry]]:
    """What a recipient has not heard of: causes that stand, and ends of causes it was told of.

    The end of a cause that another one of the same kind and subject took over is none.
    """
    standing = {(entry.cause.kind, entry.cause.subject) for entry in entries if entry.is_open}
    new = [entry for entry in entries if entry.is_open and recipient not in entry.told]
    over = [
        entry
        for entry in entries
        if not entry.is_open
        and recipient in entry.told
        and recipient not in entry.told_ended
        and (entry.cause.kind, entry.cause.subject) not in standing
    ]
    return new, over


def noted(entries: Sequence[Entry], keys: frozenset[str], recipient: str, now: str) -> list[Entry]:
    """The ledger after a recipient was told of these causes."""
    return [_told(entry, recipient, now) if entry.cause.key in keys else entry for entry in entries]


def read_ledger(settings: Settings) -> list[Entry]:
    """Every cause that is open, and the last ones that ended.

    A damaged ledger counts as empty: better a cause told twice than never.
    """
    path = settings.alerts / "ledger.json"
    try:
        return [Entry.model_validate(one) for one in json.loads(path.read_text(encoding="utf-8"))["causes"]]
    except (FileNotFoundError, ValueError, KeyError, TypeError, ValidationError):
        return []


def write_ledger(settings: Settings, entries: Sequence[Entry]) -> None:
    """Write the ledger whole or not at all.

    Raises:
        OSError: the disk is full.
    """
    content = {"causes": [entry.model_dump(mode="json") for entry in entries]}
    replace_text(settings.alerts / "ledger.json", json.dumps(content, ensure_ascii=False, indent=1) + "\n")


@contextlib.contextmanager
def held(settings: Settings) -> Iterator[None]:
    """Hold the ledger, so that a fetch and a run that end together do not tell the same cause twice.

    Raises:
        LockedError: somebody else holds it and does not end.
    """
    settings.alerts.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.alerts / "ledger.lock")
    try:
        lock.acquire(timeout=settings.alert_seconds + _WAIT_SECONDS)
    except Timeout as error:
        raise LockedError("Another command is telling people of alerts and does not end.") from error
    try:
        yield
    finally:
        lock.release()


def _after(entry: Entry, seen: Cause | None, looked: Looked, now: str) -> Entry:
    if seen:
        if not entry.is_open and (entry.told_ended or not entry.told):
            return Entry(cause=_dated(seen, now), opened_at=now, seen_at=now)
        cause = seen if seen.since else _dated(seen, entry.cause.since or entry.opened_at)
        return entry.model_copy(update={"cause": cause, "seen_at": now, "ended_at": None})
    if entry.is_open and looked.covers(entry.cause.kind, entry.cause.subject):
        return entry.model_copy(update={"ended_at": now})
    return entry


def _told(entry: Entry, recipient: str, now: str) -> Entry:
    name = "told" if entry.is_open else "told_ended"
    return entry.model_copy(update={name: getattr(entry, name) | {recipient: now}})


def _dated(cause: Cause, since: str) -> Cause:
    if cause.since:
        return cause
    return Cause(**{**vars(cause), "since": since})
