"""What the M&E unit decided on the sample's reports.

Owns: the invented decisions: which reports are approved, which one was returned, and in which file that became known.
Never: decides on an output that had nothing reported in the period.
"""

from collections.abc import Iterator

from warehouse.sampling.reports import reports
from warehouse.sources.register.plan import Plan

Row = dict[str, object]
DECIDED_BY = "Head of monitoring (sample)"
_RETURNED = {
    "2024H2_mended": ("O04", "2024H2", "2025-02-14", "Say when the peer review ends, and what that means for the date"),
}
# file in which it became known: period, day, and the outputs left open
_APPROVED = {
    "2023H2": ("2023H1", "2023-09-15", ""),
    "2024H1_further": ("2023H2", "2024-03-12", ""),
    "2024H2": ("2024H1", "2024-09-20", "O12"),
    "2024H2_mended": ("2024H2", "2025-02-20", "O04 O12 O18"),
    "2025H2": ("2025H1", "2025-09-18", "O05 O07 O16 O18"),
    "2026H1": ("2025H2", "2026-03-05", "O05 O11 O14 O16 O17 O18"),
}
_AFTER_MENDING = {"2025H1": ("O04", "2024H2", "2025-04-03", "")}


def approvals(plan: Plan, file: str) -> list[Row]:
    """The decisions that became known with one file."""
    rows = list(_approved(plan, file))
    if file in _RETURNED:
        rows.append(_row("returned", *_RETURNED[file]))
    if file in _AFTER_MENDING:
        rows.append(_row("approved", *_AFTER_MENDING[file]))
    return rows


def _approved(plan: Plan, file: str) -> Iterator[Row]:
    if file not in _APPROVED:
        return
    period, day, left_open = _APPROVED[file]
    reported = {plan.phases[report.phase_id].output_id for report in reports(period)}
    for output in sorted(reported - set(left_open.split())):
        yield _row("approved", output, period, day, "")


def _row(decision: str, output: str, period: str, day: str, note: str) -> Row:
    return {
        "output_id": output,
        "reporting_period_id": period,
        "decision": decision,
        "decided_by": DECIDED_BY,
        "decided_on": day,
        "note": note,
    }
