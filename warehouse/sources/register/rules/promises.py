"""The rules of the sheet Promises: kept needs the day and the evidence, dropped the reason.

Owns: which combination of status, dates, evidence and reason is a report on a promise.
Never: knows when a promise is due; reads a cell.
"""

from collections.abc import Iterator

from warehouse.rejected import Finding
from warehouse.sources.register.entries import Entry
from warehouse.sources.register.rules.shared import Context, broken, is_blank, wrong_forecast, wrong_link


def _kept(entry: Entry, _context: Context) -> Iterator[Finding]:
    status = entry.text("status")
    if status == "kept":
        if is_blank(entry, "actual_date"):
            yield broken("kept_without_day", entry, "actual_date")
        if is_blank(entry, "evidence_link"):
            yield broken("kept_without_evidence", entry, "evidence_link")
    elif status is not None and entry.text("actual_date") is not None:
        yield broken("day_without_kept", entry, "actual_date")


def _dropped(entry: Entry, _context: Context) -> Iterator[Finding]:
    if entry.text("status") == "dropped" and is_blank(entry, "reason"):
        yield broken("dropped_without_reason", entry, "reason")


def _link(entry: Entry, _context: Context) -> Iterator[Finding]:
    yield from wrong_link(entry, "evidence_link")


RULES = (_kept, wrong_forecast, _dropped, _link)
