"""Measures how long it takes to check a register of 5,000 rows on all its sheets.

Owns: that register, and the whole command beside the bare reading of the same file by the spreadsheet library.
Never: asserts a time; loads the register.
"""

import sys
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from bench.measure import DWSC, in_turn, once, table
from warehouse.sources.register.plan import Plan, read_plan
from warehouse.sources.register.template import write_register

ROWS = 5000
_SUBMITTED = date(2028, 1, 31)
_BARE = "import openpyxl, sys; openpyxl.load_workbook(sys.argv[1], data_only=True)"


def write_large(path: Path) -> int:
    """Write a register without an error, of every phase in every half-year and four further sheets; its row count."""
    plan = read_plan()
    periods = list(plan.periods)
    milestones = [
        {"phase_id": phase, "reporting_period_id": period, "status": "not_started", "reason": "Not begun"}
        for period in periods
        for phase in plan.phases
    ]
    narratives = [
        {"output_id": output, "reporting_period_id": period, "narrative": "Work went on as planned."}
        for period in periods
        for output in plan.outputs
    ]
    left = ROWS - len(milestones) - len(narratives)
    further = {
        "Narratives": narratives,
        "Evidence": list(_evidence(left // 3)),
        "Money": list(_money(left // 3)),
        "Targets": list(islice(targets(plan), left - 2 * (left // 3))),
    }
    write_register(path, milestones, submitted_on=_SUBMITTED, reporter="Unit A", data_kind="sample", further=further)
    return len(milestones) + sum(len(rows) for rows in further.values())


def tables(work: Path, times: int) -> list[str]:
    """The whole command, start-up included, and the bare reading."""
    path = work / "register.xlsx"
    rows = write_large(path)
    measured = in_turn(
        {
            "dwsc register check (every rule)": lambda: once([DWSC, "register", "check", path], DWSC_HOME=str(work)),
            "openpyxl bare reading": lambda: once([sys.executable, "-c", _BARE, path]),
        },
        times,
    )
    return [table(f"Checking a register of {rows:,} rows", measured, "openpyxl bare reading")]


def _evidence(count: int) -> Iterator[dict[str, object]]:
    for number in range(count):
        yield {
            "evidence_id": f"E-{number}", "output_id": "O03", "phase_id": "O03-S2", "reporting_period_id": "2024H2",
            "title": f"Protocol {number}", "evidence_kind": "document", "evidence_date": date(2024, 11, 29),
            "link": f"https://example.org/{number}", "review": "accepted", "reviewed_by": "Unit B",
            "reviewed_on": date(2025, 1, 10),
        }  # fmt: skip


def _money(count: int) -> Iterator[dict[str, object]]:
    for number in range(count):
        yield {
            "money_id": f"M-{number}", "action_area_id": "AA2", "reporting_period_id": "2024H2",
            "money_kind": "expenditure", "source_name": "Fund", "funding_type": "rbsa", "booked_on": date(2024, 8, 1),
            "amount": 1200.5, "currency": "EUR", "usd_rate": 1.08, "rate_date": date(2024, 8, 1),
        }  # fmt: skip


def targets(plan: Plan) -> Iterator[dict[str, object]]:
    """A proposed target of every statistic in every area."""
    for indicator in (one for one in plan.indicators.values() if one.is_statistic):
        for area in plan.codes.areas:
            yield {
                "target_id": f"T-{indicator.indicator_id}-{area}", "indicator_id": indicator.indicator_id,
                "reference_area_code": area, "target_type": "value", "target_year": 2027, "target_value": 12.5,
                "interim_2025": 13.1, "target_status": "proposed",
            }  # fmt: skip
