"""The column "Row check" of the workbook: what a row still needs, said while it is being filled in.

Owns: the formula that Excel computes and the result that stands there before Excel does.
Never: decides whether a register is accepted (`rules` does; this column helps, and is not read).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from warehouse.sources.register.columns import ABOUT, EVIDENCED, OPEN
from warehouse.sources.register.plan import Phase, Plan

NO_REPORT, COMPLETE = "No report", "✔ Complete"


@dataclass(frozen=True)
class Hint:
    """One thing that a row may lack: the message, the column it is about, and the condition as an Excel formula."""

    message: str
    key: str
    condition: str


@dataclass(frozen=True)
class Limits:
    """When a phase is late, however the plan is read.

    `due` is the last day in time; `late_from` the first period at whose end what is still open is late. None: never.
    """

    due: date | None
    late_from: str | None


_IS_OPEN = 'OR({status}="not_started",{status}="in_progress")'
_IS_LATE = (
    'OR(AND({status}="completed",{actual}>{due}),'
    "AND(" + _IS_OPEN + ',OR(AND({forecast}<>"",{forecast}>{due}),{period}>={late_from})))'
)
HINTS = (
    Hint("Choose the status", "status", '{status}=""'),
    Hint("Add the actual date", "actual_date", 'AND({status}="completed",{actual}="")'),
    Hint("Clear the actual date", "actual_date", 'AND({status}<>"completed",{actual}<>"")'),
    Hint("Clear the forecast date", "forecast_date", 'AND({forecast}<>"",NOT(' + _IS_OPEN + "))"),
    Hint("Add the evidence", "evidence_link", 'AND(OR({status}="completed",{status}="active"),{evidence}="")'),
    Hint("Add the reason", "reason", 'AND(OR({status}="cancelled",{status}="inactive"),{reason}="")'),
    Hint("Add the reason: it is late", "reason", 'AND({reason}="",' + _IS_LATE + ")"),
)
_SHORT = {
    "status": "status",
    "actual": "actual_date",
    "forecast": "forecast_date",
    "reason": "reason",
    "evidence": "evidence_link",
}
_ABOUT_PERIOD = f"'{ABOUT}'!$B$6"
_NEVER = date(9999, 12, 31)
_NO_PERIOD = "9999H9"


def limits(plan: Plan, phase: Phase | None) -> Limits:
    """When a phase is late; without a phase, never. The ids of periods are in the order of time."""
    if phase is None:
        return Limits(None, None)
    late = (period.period_id for period in plan.periods.values() if phase.is_late_by(period))
    return Limits(phase.last_due_date, next(late, None))


def formula(cells: Mapping[str, str], limit: Limits) -> str:
    """The formula for a row.

    Args:
        cells: the address of each column, by its key.
        limit: when the phase of the row is late.
    """
    words, due = {short: cells[key] for short, key in _SHORT.items()}, limit.due or _NEVER
    together, period = "&".join(words.values()), cells["reporting_period_id"]
    words["due"] = f"DATE({due.year},{due.month},{due.day})"
    words["period"] = f'IF({period}="",{_ABOUT_PERIOD},{period})'
    words["late_from"] = f'"{limit.late_from or _NO_PERIOD}"'
    nested = f'"{COMPLETE}"'
    for hint in reversed(HINTS):
        nested = f'IF({hint.condition.format(**words)},"{hint.message}",{nested})'
    return f'=IF({together}="","{NO_REPORT}",{nested})'


def result(row: Mapping[str, object], limit: Limits) -> str:
    """What the formula gives for a row; dates may be ISO text."""
    status, actual, forecast = (str(row.get(key) or "") for key in ("status", "actual_date", "forecast_date"))
    reason, evidence = bool(row.get("reason")), bool(row.get("evidence_link"))
    if not (status or actual or forecast or reason or evidence):
        return NO_REPORT
    lacks = (
        not status,
        status == "completed" and not actual,
        status != "completed" and bool(actual),
        bool(forecast) and status not in OPEN,
        status in EVIDENCED and not evidence,
        status in ("cancelled", "inactive") and not reason,
        not reason and _is_late(row, limit),
    )
    return next((hint.message for hint, is_lacking in zip(HINTS, lacks, strict=True) if is_lacking), COMPLETE)


def _is_late(row: Mapping[str, object], limit: Limits) -> bool:
    status, due = row.get("status"), (limit.due or _NEVER).isoformat()
    if status in OPEN:
        is_over = str(row.get("reporting_period_id") or "") >= (limit.late_from or _NO_PERIOD)
        return is_over or str(row.get("forecast_date") or "") > due
    return status == "completed" and str(row.get("actual_date") or "") > due
