"""The rules of the sheet Milestones.

Owns: which combination of phase, period, status, dates, reason and evidence is a report.
Never: reads a cell; stops at the first error. docs/register.md states each rule for officers.
"""

from collections.abc import Iterator
from datetime import date

from warehouse.rejected import Finding
from warehouse.sources.register.columns import EVIDENCED, NATURE_WORDS, OPEN, STATUS_WORDS
from warehouse.sources.register.entries import Entry
from warehouse.sources.register.facts import FIRST_DAY
from warehouse.sources.register.plan import DISCRETE
from warehouse.sources.register.rules.shared import (
    Context,
    broken,
    changed_label,
    is_blank,
    unknown_output,
    unknown_phase,
    wrong_correction,
    wrong_forecast,
    wrong_link,
    wrong_period,
)


def _phase(entry: Entry, context: Context) -> Iterator[Finding]:
    if is_blank(entry, "phase_id"):
        yield broken("phase_missing", entry, "phase_id")
    yield from unknown_phase(entry, context)


def _output(entry: Entry, context: Context) -> Iterator[Finding]:
    if is_blank(entry, "output_id"):
        yield broken("output_missing", entry, "output_id")
    yield from unknown_output(entry, context)


def _prefilled(entry: Entry, _context: Context) -> Iterator[Finding]:
    phase = entry.phase
    if phase is None or entry.text("output_id") not in (None, phase.output_id):
        return
    for key in ("phase_label", "output_label", "nature", "planned_span"):
        yield from changed_label(entry, key, str(getattr(phase, key)))


def _period(entry: Entry, context: Context) -> Iterator[Finding]:
    if is_blank(entry, "reporting_period_id"):
        yield broken("period_missing", entry, "reporting_period_id")
    yield from wrong_period(entry, context)


def _status(entry: Entry, _context: Context) -> Iterator[Finding]:
    if not entry.has("status"):
        return
    status = entry.text("status")
    natures = [entry.phase.nature] if entry.phase else list(STATUS_WORDS)
    allowed = list(dict.fromkeys(word for nature in natures for word in STATUS_WORDS[nature]))
    if status is None:
        yield broken("status_missing", entry, "status", allowed=", ".join(allowed))
    elif status not in {word for words in STATUS_WORDS.values() for word in words}:
        yield broken("unknown_status", entry, "status", allowed=", ".join(allowed))
    elif status not in allowed and entry.phase:
        words = {"nature": NATURE_WORDS[entry.phase.nature], "allowed": ", ".join(allowed)}
        yield broken("status_of_other_nature", entry, "status", **words)


def _actual_date(entry: Entry, context: Context) -> Iterator[Finding]:
    actual, submitted = entry.values.get("actual_date"), context.facts.submitted_on
    if isinstance(actual, date):
        if actual < FIRST_DAY:
            yield broken("actual_before_2023", entry, "actual_date")
        if submitted and actual > submitted:
            yield broken("actual_after_submission", entry, "actual_date", submitted=submitted)
        if entry.values.get("status") not in (None, "completed"):
            yield broken("actual_without_completed", entry, "actual_date")
    elif entry.has("actual_date") and entry.values.get("status") == "completed":
        yield broken("completed_without_actual", entry, "actual_date")


def _reason(entry: Entry, context: Context) -> Iterator[Finding]:
    if not is_blank(entry, "reason"):
        return
    why = _why_reason(entry, context)
    if why:
        yield broken("reason_missing", entry, "reason", why=why)


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
    status = entry.text("status")
    if is_blank(entry, "evidence_link") and status in EVIDENCED:
        yield broken("evidence_missing", entry, "evidence_link", status=status)
    yield from wrong_link(entry, "evidence_link")


def _reporter(entry: Entry, _context: Context) -> Iterator[Finding]:
    """Only the CSV can lack it here: the workbook has one for the whole report, which is judged there."""
    is_table = entry.place("reporter") == entry.line.place
    if is_table and entry.has("reporter") and entry.values["reporter"] is None:
        yield broken("reporter_missing", entry, "reporter")


RULES = (
    _phase,
    _output,
    _prefilled,
    _period,
    _status,
    _actual_date,
    wrong_forecast,
    _reason,
    _evidence,
    _reporter,
    wrong_correction,
)
