"""The arithmetic and the words of the page *Hand in*, apart from its drawing.

Owns: whether these pages take registers, and a row-level report as a table and as CSV.
Never: checks or hands in a register (`warehouse.reports` does); draws anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboards import words
from dashboards.door import Visitor
from warehouse import formulas
from warehouse.rejected import Finding
from warehouse.reports.follow import Followed
from warehouse.settings import Settings
from warehouse.spelling import shorten


@dataclass(frozen=True)
class Station:
    """One station on the way of a register, what is known of it, and whether the register has reached it."""

    title: str
    known: str
    is_reached: bool


_ORDER = ("received", "accepted", "published")
_PUBLIC = (
    "These pages are open to everybody who reaches them and ask nobody who they are, so no register is taken here. "
    "Send the file to whoever runs the warehouse, who loads it with `dwsc land`, or opens this page to all with "
    "`DWSC_HAND_IN=everywhere`."
)
_OFF = "These pages take no register (`DWSC_HAND_IN=nowhere`). Send the file to whoever runs the warehouse."


def closed(settings: Settings, visitor: Visitor) -> str | None:
    """Why these pages take no register of a visitor; None where they do.

    Args:
        settings: says which pages may.
        visitor: a steward hands in: one who is logged in as such, or whoever sits at the machine that serves the pages.
    """
    if settings.hand_in == "nowhere":
        return _OFF
    return None if visitor.may("steward") or settings.hand_in == "everywhere" else _PUBLIC


def findings_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """One row per error, with sheet and cell apart; of a CSV the place is its line."""
    rows = []
    for one in findings:
        sheet, _, cell = one.place.rpartition("!")
        rows.append((sheet or None, cell, one.column, one.value, one.rule, one.remedy))
    return pd.DataFrame(rows, columns=["Sheet", "Cell", "Column", "Value", "Rule", "What to do"], dtype="object")


def finding_line(one: Finding) -> str:
    """One error as a line of Markdown, for readers who asked for simple tables: six columns do not fit a telephone."""
    where = " · ".join(part for part in (one.place, one.column) if part)
    value = f" holds “{words.markdown(shorten(one.value))}”" if one.value else ""
    return f"**{words.markdown(where)}**{value}: {words.markdown(one.rule)} {words.markdown(one.remedy)}"


def findings_csv(findings: Sequence[Finding]) -> bytes:
    """The same as CSV: UTF-8 with mark; a text that a spreadsheet would run gets an apostrophe in front."""
    table = findings_table(findings)
    headings = [name.lower().replace(" ", "_") for name in table.columns]
    return formulas.csv_text(headings, table.itertuples(index=False)).encode("utf-8-sig")


def way(found: Followed) -> list[Station]:
    """The stations of a register, in their order."""
    received = f"in landing/ as {found.waits_as}" if found.waits_as else ""
    first = Station("Received", _known(_moment(found.handed_in_at), received), is_reached=True)
    if found.state == "refused":
        return [first, Station("Refused", _moment(found.refused_at), is_reached=True)]
    reached = _ORDER.index(found.state) if found.state in _ORDER else 0
    snapshot = f"snapshot {found.snapshot_id}, known from {found.known_from}" if found.snapshot_id else ""
    accepted = _known(_moment(found.accepted_at), snapshot)
    release = f"in release {found.published.release_id}" if found.published else ""
    return [
        first,
        Station("Accepted", accepted or "or refused: not yet", is_reached=reached >= _ORDER.index("accepted")),
        Station("Published", release or "not yet", is_reached=reached >= _ORDER.index("published")),
    ]


def _known(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _moment(iso: str | None) -> str:
    return "" if iso is None else f"{pd.Timestamp(iso):%d %b %Y %H:%M} UTC".lstrip("0")
