"""What every sheet asks of a row: known codes, words of the lists, possible dates, openable links, a reason to correct.

Owns: the rules that more than one sheet has, and what rows are compared with.
Never: knows what a single sheet is about.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from warehouse.rejected import Finding
from warehouse.sources.register.catalogue import finding
from warehouse.sources.register.columns import OPEN, plain
from warehouse.sources.register.entries import Entry
from warehouse.sources.register.facts import FIRST_DAY, Facts
from warehouse.sources.register.plan import Plan
from warehouse.sources.register.sheet import CORRECTION_CODES

LAST_FORECAST = date(2030, 12, 31)
_UNSAFE = re.compile(r"\s*(javascript|vbscript|data|file)\s*:", re.IGNORECASE)
_DRIVE = re.compile(r"(?<![^\s\"'“(<])[a-z]:[\\/]", re.IGNORECASE)


@dataclass(frozen=True)
class Context:
    """What rows are compared with."""

    plan: Plan
    facts: Facts


def broken(rule: str, entry: Entry, key: str, **words: object) -> Finding:
    """The finding that an entry breaks a rule in one of its cells."""
    return finding(rule, entry.place(key), entry.heading(key), entry.shown(key), **words)


def is_blank(entry: Entry, key: str) -> bool:
    """Whether a cell was read and holds nothing; one that could not be read is not blank."""
    return entry.has(key) and entry.values[key] is None


def unknown_output(entry: Entry, context: Context) -> Iterator[Finding]:
    """The output is none of the strategy, or not the one of the phase."""
    output = entry.text("output_id")
    if output is None:
        return
    if output not in context.plan.outputs:
        yield broken("unknown_output", entry, "output_id")
    elif entry.phase and entry.phase.output_id != output:
        words = {"phase": entry.phase.phase_id, "output": entry.phase.output_id}
        yield broken("phase_of_other_output", entry, "output_id", **words)


def unknown_phase(entry: Entry, _context: Context) -> Iterator[Finding]:
    """The phase is none of the plan."""
    if entry.text("phase_id") is not None and entry.phase is None:
        yield broken("unknown_phase", entry, "phase_id")


def wrong_period(entry: Entry, context: Context) -> Iterator[Finding]:
    """The period is none of the calendar, or had not begun when the report was handed in."""
    period_id, known = entry.text("reporting_period_id"), list(context.plan.periods)
    if period_id is None:
        return
    if period_id not in known:
        yield broken("unknown_period", entry, "reporting_period_id", first=known[0], last=known[-1])
        return
    start, submitted = context.plan.periods[period_id].start, context.facts.submitted_on
    if submitted and start > submitted:
        yield broken("period_not_begun", entry, "reporting_period_id", start=start)


def changed_label(entry: Entry, key: str, expected: str) -> Iterator[Finding]:
    """A label that the form had filled in reads otherwise now."""
    if entry.text(key) not in (None, expected):
        yield broken("prefilled_changed", entry, key, expected=expected)


def wrong_link(entry: Entry, key: str) -> Iterator[Finding]:
    """A link or a file reference that others cannot open."""
    link = entry.text(key)
    if link is None:
        return
    if _UNSAFE.match(link):
        yield broken("unsafe_link", entry, key)
    elif _DRIVE.search(link):
        yield broken("local_path", entry, key)


def wrong_forecast(entry: Entry, context: Context) -> Iterator[Finding]:
    """A forecast of what is no longer open, in the past, or too far ahead."""
    forecast, submitted = entry.values.get("forecast_date"), context.facts.submitted_on
    status = entry.text("status")
    if not isinstance(forecast, date):
        return
    if status is not None and status not in OPEN:
        yield broken("forecast_not_open", entry, "forecast_date", status=status)
    elif submitted and forecast < submitted:
        yield broken("forecast_in_past", entry, "forecast_date", submitted=submitted)
    if forecast > LAST_FORECAST:
        yield broken("forecast_too_far", entry, "forecast_date")


def impossible_date(entry: Entry, key: str, context: Context) -> Iterator[Finding]:
    """A day of something that has happened: not before the strategy, not after the report."""
    day, submitted = entry.values.get(key), context.facts.submitted_on
    if not isinstance(day, date):
        return
    if day < FIRST_DAY:
        yield broken("date_too_early", entry, key)
    elif submitted and day > submitted:
        yield broken("date_after_submission", entry, key, submitted=submitted)


def unknown_word(entry: Entry, key: str, allowed: Iterable[str]) -> Iterator[Finding]:
    """A word that is not in its list."""
    words = list(allowed)
    if entry.text(key) not in (None, *words):
        yield broken("unknown_word", entry, key, heading=entry.heading(key), allowed=", ".join(words))


def same_person(one: str | None, other: str | None) -> bool:
    """Whether two names are the same, however they were typed; a name that is missing is nobody's."""
    return one is not None and other is not None and plain(one) == plain(other)


def wrong_correction(entry: Entry, _context: Context) -> Iterator[Finding]:
    """A correction is declared by a word of the list; `other` says in a note what it is."""
    yield from unknown_word(entry, "correction_code", CORRECTION_CODES)
    code, note = entry.text("correction_code"), entry.text("correction_note")
    if code == "other" and is_blank(entry, "correction_note"):
        yield broken("correction_unexplained", entry, "correction_note")
    if note is not None and is_blank(entry, "correction_code"):
        yield broken("correction_without_reason", entry, "correction_code")
