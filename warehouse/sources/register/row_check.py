"""The column "Row check" of the workbook: what a row still needs, said while it is being filled in.

Owns: the formula that Excel computes and the result that stands there before Excel does.
Never: decides whether a register is accepted (`rules` does; this column helps, and is not read).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

NO_REPORT, COMPLETE = "No report", "✔ Complete"


@dataclass(frozen=True)
class Hint:
    """One thing that a row may lack: the message, the column it is about, and the condition as an Excel formula."""

    message: str
    key: str
    condition: str


_LATE = 'OR(AND({status}="completed",{actual}>{due}),AND({forecast}<>"",{forecast}>{due}))'
HINTS = (
    Hint("Choose the status", "status", '{status}=""'),
    Hint("Add the actual date", "actual_date", 'AND({status}="completed",{actual}="")'),
    Hint("Clear the actual date", "actual_date", 'AND({status}<>"completed",{actual}<>"")'),
    Hint("Add the evidence", "evidence_link", 'AND(OR({status}="completed",{status}="active"),{evidence}="")'),
    Hint("Add the reason", "reason", 'AND(OR({status}="cancelled",{status}="inactive"),{reason}="")'),
    Hint("Add the reason: it is late", "reason", 'AND({reason}="",' + _LATE + ")"),
)


def formula(cells: Mapping[str, str], due: date | None) -> str:
    """The formula for a row.

    Args:
        cells: the address of each column to fill in, by its key.
        due: the day after which the phase is late however the plan is read; None leaves lateness out.
    """
    names = {"status": "status", "actual": "actual_date", "forecast": "forecast_date", "reason": "reason"}
    words = {short: cells[key] for short, key in names.items()} | {"evidence": cells["evidence_link"]}
    words["due"] = f"DATE({due.year},{due.month},{due.day})" if due else "DATE(9999,12,31)"
    nested = f'"{COMPLETE}"'
    for hint in reversed(HINTS):
        nested = f'IF({hint.condition.format(**words)},"{hint.message}",{nested})'
    together = "&".join(words[short] for short in ("status", "actual", "forecast", "reason", "evidence"))
    return f'=IF({together}="","{NO_REPORT}",{nested})'


def result(row: Mapping[str, object], due: date | None) -> str:
    """What the formula gives for a row; dates may be ISO text."""
    status, actual, forecast = (str(row.get(key) or "") for key in ("status", "actual_date", "forecast_date"))
    reason, evidence = bool(row.get("reason")), bool(row.get("evidence_link"))
    if not (status or actual or forecast or reason or evidence):
        return NO_REPORT
    limit = (due or date.max).isoformat()
    is_late = (status == "completed" and actual > limit) or forecast > limit
    lacks = (
        not status,
        status == "completed" and not actual,
        status != "completed" and bool(actual),
        status in ("completed", "active") and not evidence,
        status in ("cancelled", "inactive") and not reason,
        not reason and is_late,
    )
    return next((hint.message for hint, is_lacking in zip(HINTS, lacks, strict=True) if is_lacking), COMPLETE)
