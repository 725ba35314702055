"""What a recipient reads: what, since when, where to look, who mends it and how.

Owns: the words of an alert. The title holds fixed words and counts only; what comes from data stands in the body.
Never: decides who hears of what; holds rows of a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from warehouse.alerts.cause import HEADINGS, Kind, one_line
from warehouse.alerts.ledger import Entry
from warehouse.settings import Settings

SHOWN = 15


@dataclass(frozen=True)
class Message:
    """One message to one recipient, as plain text."""

    title: str
    body: str


def message_of(settings: Settings, new: Sequence[Entry], over: Sequence[Entry], *, is_sample: bool) -> Message:
    """Say which causes are new and which ended."""
    sign = "[DWSC, invented sample]" if is_sample else "[DWSC]"
    sections = [_section(settings, kind, [entry for entry in new if entry.cause.kind == kind]) for kind in HEADINGS]
    ended = [f"Ended: {one_line(entry.cause.what)}" for entry in over[:SHOWN]]
    ended += [f"… and {len(over) - SHOWN:,} more that ended."] if len(over) > SHOWN else []
    home = f"Warehouse: {settings.home}. Everything that is open: dwsc alerts"
    parts = [*(text for text in sections if text), "\n".join(ended), home]
    return Message(f"{sign} {_title(new, over)}", "\n\n".join(part for part in parts if part))


def test_message(settings: Settings) -> Message:
    """A message that only shows that messages arrive."""
    return Message(
        "[DWSC] Test: this address is told of alerts",
        f"Nothing is wrong. Somebody tried dwsc alerts test on the warehouse {settings.home}.",
    )


def where(settings: Settings, entry: Entry) -> str:
    """The address under which the pages show it, or the command that does."""
    cause = entry.cause
    if cause.kind == "run_failed" and settings.dagster_address:
        return f"{settings.dagster_address.rstrip('/')}/runs"
    if cause.page and settings.pages_address:
        query = f"?{urlencode(dict(cause.anchor))}" if cause.anchor else ""
        return f"{settings.pages_address.rstrip('/')}/{cause.page}{query}"
    return cause.command


def _title(new: Sequence[Entry], over: Sequence[Entry]) -> str:
    counted = {kind: sum(entry.cause.kind == kind for entry in new) for kind in HEADINGS}
    parts = [f"{HEADINGS[kind]} ({count:,})" for kind, count in counted.items() if count]
    parts += [f"Ended ({len(over):,})"] if over else []
    return ", ".join(parts)


def _section(settings: Settings, kind: Kind, entries: Sequence[Entry]) -> str:
    if not entries:
        return ""
    shown = "\n\n".join(_told(settings, entry) for entry in entries[:SHOWN])
    more = f"\n\n… and {len(entries) - SHOWN:,} more of this kind: dwsc alerts" if len(entries) > SHOWN else ""
    return f"{HEADINGS[kind].upper()}\n{shown}{more}"


def _told(settings: Settings, entry: Entry) -> str:
    cause = entry.cause
    return "\n".join(
        [
            one_line(cause.what),
            f"Since: {(cause.since or entry.opened_at).replace('T', ' ').replace('+00:00', ' UTC')}",
            f"Owner: {one_line(cause.owner)}",
            f"What to do: {one_line(cause.to_do)}",
            f"Look: {where(settings, entry)}",
        ]
    )
