"""The rules that a filled row must keep, and the rules between rows.

Owns: which combination of phase, period, status, dates, reason and evidence is a report.
Never: reads a cell; stops at the first error. docs/register.md states each rule for officers.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from warehouse.rejected import Finding
from warehouse.sources.register.catalogue import finding
from warehouse.sources.register.columns import EVIDENCED, NATURE_WORDS, OPEN, STATUS_WORDS, heading_of
from warehouse.sources.register.entries import Entry
from warehouse.sources.register.facts import FIRST_DAY, Facts
from warehouse.sources.register.plan import DISCRETE, Plan

LAST_FORECAST = date(2030, 12, 31)
_UNSAFE = re.compile(r"\s*(javascript|vbscript|data|file)\s*:", re.IGNORECASE)
_DRIVE = re.compile(r"(?<![^\s\"'“(<])[a-z]:[\\/]", re.IGNORECASE)


@dataclass(frozen=True)
class Context:
    """What rows are compared with."""

    plan: Plan
    facts: Facts


def entry_findings(entry: Entry, context: Context) -> Iterator[Finding]:
    """Every rule that one row breaks."""
    for rule in _RULES:
        yield from rule(entry, context)


def repeated_findings(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Rows that report on a phase and period for the second time, each naming the first."""
    first: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        phase, period = entry.text("phase_id"), entry.text("reporting_period_id")
        if phase is None or period is None:
            continue
        other = first.setdefault((phase, period), entry)
        if other is not entry:
            yield finding("repeated_row", entry.line.place, None, f"{phase} {period}", other=other.line.place)


def _broken(rule: str, entry: Entry, key: str, **words: object) -> Finding:
    return finding(rule, entry.place(key), heading_of(key), entry.shown(key), **words)


def _phase(entry: Entry, _context: Context) -> Iterator[Finding]:
    if not entry.has("phase_id"):
        return
    if entry.values["phase_id"] is None:
        yield _broken("phase_missing", entry, "phase_id")
    elif entry.phase is None:
        yield _broken("unknown_phase", entry, "phase_id")


def _output(entry: Entry, context: Context) -> Iterator[Finding]:
    if not entry.has("output_id"):
        return
    output = entry.text("output_id")
    if output is None:
        yield _broken("output_missing", entry, "output_id")
    elif output not in context.plan.outputs:
        yield _broken("unknown_output", entry, "output_id")
    elif entry.phase and entry.phase.output_id != output:
        words = {"phase": entry.phase.phase_id, "output": entry.phase.output_id}
        yield _broken("phase_of_other_output", entry, "output_id", **words)


def _prefilled(entry: Entry, _context: Context) -> Iterator[Finding]:
    phase = entry.phase
    if phase is None or entry.text("output_id") not in (None, phase.output_id):
        return
    for key in ("phase_label", "output_label", "nature", "planned_span"):
        expected = str(getattr(phase, key))
        if entry.has(key) and entry.values[key] is not None and entry.text(key) != expected:
            yield _broken("prefilled_changed", entry, key, expected=expected)


def _period(entry: Entry, context: Context) -> Iterator[Finding]:
    if not entry.has("reporting_period_id"):
        return
    known, period_id = list(context.plan.periods), entry.text("reporting_period_id")
    if period_id is None:
        yield _broken("period_missing", entry, "reporting_period_id")
    elif period_id not in known:
        yield _broken("unknown_period", entry, "reporting_period_id", first=known[0], last=known[-1])
    else:
        start, submitted = context.plan.periods[period_id].start, context.facts.submitted_on
        if submitted and start > submitted:
            yield _broken("period_not_begun", entry, "reporting_period_id", start=start)


def _status(entry: Entry, _context: Context) -> Iterator[Finding]:
    if not entry.has("status"):
        return
    status = entry.text("status")
    natures = [entry.phase.nature] if entry.phase else list(STATUS_WORDS)
    allowed = list(dict.fromkeys(word for nature in natures for word in STATUS_WORDS[nature]))
    if status is None:
        yield _broken("status_missing", entry, "status", allowed=", ".join(allowed))
    elif status not in {word for words in STATUS_WORDS.values() for word in words}:
        yield _broken("unknown_status", entry, "status", allowed=", ".join(allowed))
    elif status not in allowed and entry.phase:
        words = {"nature": NATURE_WORDS[entry.phase.nature], "allowed": ", ".join(allowed)}
        yield _broken("status_of_other_nature", entry, "status", **words)


def _actual_date(entry: Entry, context: Context) -> Iterator[Finding]:
    actual, submitted = entry.values.get("actual_date"), context.facts.submitted_on
    if isinstance(actual, date):
        if actual < FIRST_DAY:
            yield _broken("actual_before_2023", entry, "actual_date")
        if submitted and actual > submitted:
            yield _broken("actual_after_submission", entry, "actual_date", submitted=submitted)
        if entry.values.get("status") not in (None, "completed"):
            yield _broken("actual_without_completed", entry, "actual_date")
    elif entry.has("actual_date") and entry.values.get("status") == "completed":
        yield _broken("completed_without_actual", entry, "actual_date")


def _forecast_date(entry: Entry, context: Context) -> Iterator[Finding]:
    forecast, submitted = entry.values.get("forecast_date"), context.facts.submitted_on
    status = entry.text("status")
    if not isinstance(forecast, date):
        return
    if status is not None and status not in OPEN:
        yield _broken("forecast_not_open", entry, "forecast_date", status=status)
    elif submitted and forecast < submitted:
        yield _broken("forecast_in_past", entry, "forecast_date", submitted=submitted)
    if forecast > LAST_FORECAST:
        yield _broken("forecast_too_far", entry, "forecast_date")


def _reason(entry: Entry, context: Context) -> Iterator[Finding]:
    if not entry.has("reason") or entry.values["reason"] is not None:
        return
    why = _why_reason(entry, context)
    if why:
        yield _broken("reason_missing", entry, "reason", why=why)


def _why_reason(entry: Entry, context: Context) -> str | None:
    status, phase = entry.text("status"), entry.phase
    if status in ("cancelled", "inactive"):
        return f"the status is {status}"
    if phase is None or status is None:
        return None
    due, actual, forecast = phase.last_due_date, entry.values.get("actual_date"), entry.values.get("forecast_date")
    if status == "completed" and phase.nature == DISCRETE:
        return f"it was due on {due}" if isinstance(actual, date) and actual > due else None
    if status in OPEN:
        if isinstance(forecast, date) and forecast > due:
            return f"the forecast is after the due date, {due}"
        period = context.plan.periods.get(entry.text("reporting_period_id") or "")
        return f"it was due on {due}" if period and phase.is_late_by(period) else None
    return None


def _evidence(entry: Entry, _context: Context) -> Iterator[Finding]:
    evidence, status = entry.text("evidence_link"), entry.text("status")
    if evidence is None:
        if entry.has("evidence_link") and status in EVIDENCED:
            yield _broken("evidence_missing", entry, "evidence_link", status=status)
    elif _UNSAFE.match(evidence):
        yield _broken("unsafe_link", entry, "evidence_link")
    elif _DRIVE.search(evidence):
        yield _broken("local_path", entry, "evidence_link")


def _reporter(entry: Entry, _context: Context) -> Iterator[Finding]:
    """Only the CSV can lack it here: the workbook has one for the whole report, which is judged there."""
    is_table = entry.place("reporter") == entry.line.place
    if is_table and entry.has("reporter") and entry.values["reporter"] is None:
        yield _broken("reporter_missing", entry, "reporter")


_RULES: tuple[Callable[[Entry, Context], Iterator[Finding]], ...] = (
    _phase,
    _output,
    _prefilled,
    _period,
    _status,
    _actual_date,
    _forecast_date,
    _reason,
    _evidence,
    _reporter,
)
