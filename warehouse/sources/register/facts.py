"""The facts about a whole report: who reports, when it is handed in, and whether it is real.

Owns: reading and judging these facts.
Never: looks at a single row of the register.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from warehouse.rejected import Finding
from warehouse.sources.register.catalogue import finding
from warehouse.sources.register.cells import Cell, Handed, Value, read_cell
from warehouse.sources.register.columns import DATA_KINDS
from warehouse.sources.register.sheets import REPORT_STATES
from warehouse.sources.register.vocabulary import heading_of

FIRST_DAY = date(2023, 1, 1)


@dataclass(frozen=True)
class Facts:
    """What holds for every row: None where it is missing, wrong or cannot be read, so that no row is judged by it."""

    submitted_on: date | None
    reporter: str | None
    period_id: str | None
    is_sample: bool
    is_draft: bool = False


def read_facts(handed: Handed, today: date) -> tuple[Facts, list[Finding]]:
    """Read the facts and judge them.

    Args:
        handed: what the file holds.
        today: no real report can have been handed in after it. The invented sample has dates of its own.
    """
    values: dict[str, Value] = {}
    findings: list[Finding] = []
    for key, cell in handed.facts.items():
        values[key], problem = read_cell(key, cell)
        if problem:
            findings.append(problem)
    submitted, reporter, period = values.get("submitted_on"), values.get("reporter"), values.get("reporting_period_id")
    kind = values.get("data_kind")
    facts = Facts(
        submitted_on=submitted if isinstance(submitted, date) else None,
        reporter=None if reporter is None else str(reporter),
        period_id=None if period is None else str(period),
        is_sample=kind == "sample",
        is_draft=values.get("report_state") == "draft",
    )
    read_well = {key: cell for key, cell in handed.facts.items() if values[key] is not None or cell.is_blank}
    wrong_day = list(_submission_findings(read_well, facts, today))
    if wrong_day:
        facts = replace(facts, submitted_on=None)
    findings += [*wrong_day, *_other_findings(read_well, values)]
    return facts, sorted(findings, key=lambda problem: problem.place)


def _submission_findings(cells: dict[str, Cell], facts: Facts, today: date) -> Iterator[Finding]:
    cell = cells.get("submitted_on")
    if cell is None:
        return
    heading, day = heading_of("submitted_on"), facts.submitted_on
    if day is None:
        yield finding("submission_missing", cell.place, heading)
    elif day < FIRST_DAY:
        yield finding("submission_too_early", cell.place, heading, day)
    elif day > today and not facts.is_sample:
        yield finding("submission_in_future", cell.place, heading, day, limit=today)


def _other_findings(cells: dict[str, Cell], values: dict[str, Value]) -> Iterator[Finding]:
    reporter, kind = cells.get("reporter"), cells.get("data_kind")
    if reporter is not None and values["reporter"] is None:
        yield finding("reporter_missing", reporter.place, heading_of("reporter"))
    if kind is not None and values["data_kind"] not in DATA_KINDS:
        yield finding("data_kind_unknown", kind.place, heading_of("data_kind"), values["data_kind"])
    state = cells.get("report_state")
    if state is not None and values["report_state"] not in (None, *REPORT_STATES):
        yield finding("report_state_unknown", state.place, heading_of("report_state"), values["report_state"])
