"""The facts about a whole report: who reports, when it is handed in, and whether it is real.

Owns: reading and judging these facts.
Never: looks at a single row of the register.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from warehouse.rejected import Finding
from warehouse.sources.register.cells import Cell, Handed, Value, read_value
from warehouse.sources.register.columns import DATA_KINDS
from warehouse.sources.register.description import Description
from warehouse.sources.register.sheets import REPORT_STATES
from warehouse.sources.register.vocabulary import REGISTER

FIRST_DAY = date(2023, 1, 1)


@dataclass(frozen=True)
class Facts:
    """What holds for every row: None where it is missing, wrong or cannot be read, so that no row is judged by it."""

    submitted_on: date | None
    reporter: str | None
    period_id: str | None
    is_sample: bool
    is_draft: bool = False


def read_facts(handed: Handed, today: date, book: Description = REGISTER) -> tuple[Facts, list[Finding]]:
    """Read the facts and judge them.

    Args:
        handed: what the file holds.
        today: no real report can have been handed in after it. The invented sample has dates of its own.
        book: the kind of workbook.
    """
    values: dict[str, Value] = {}
    findings: list[Finding] = []
    for key, cell in handed.facts.items():
        fact = book.facts_by_key[key]
        values[key], problem = read_value(fact.heading, fact.kind, cell)
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
    wrong_day = list(_submission_findings(read_well, facts, today, book))
    if wrong_day:
        facts = replace(facts, submitted_on=None)
    findings += [*wrong_day, *_other_findings(read_well, values, book)]
    return facts, sorted(findings, key=lambda problem: problem.place)


def _submission_findings(cells: dict[str, Cell], facts: Facts, today: date, book: Description) -> Iterator[Finding]:
    cell = cells.get("submitted_on")
    if cell is None:
        return
    heading, day = book.facts_by_key["submitted_on"].heading, facts.submitted_on
    if day is None:
        yield book.finding("submission_missing", cell.place, heading)
    elif day < FIRST_DAY:
        yield book.finding("submission_too_early", cell.place, heading, day)
    elif day > today and not facts.is_sample:
        yield book.finding("submission_in_future", cell.place, heading, day, limit=today)


def _other_findings(cells: dict[str, Cell], values: dict[str, Value], book: Description) -> Iterator[Finding]:
    reporter, kind, names = cells.get("reporter"), cells.get("data_kind"), book.facts_by_key
    if reporter is not None and values["reporter"] is None:
        yield book.finding("reporter_missing", reporter.place, names["reporter"].heading)
    if kind is not None and values["data_kind"] not in DATA_KINDS:
        yield book.finding("data_kind_unknown", kind.place, names["data_kind"].heading, values["data_kind"])
    state = cells.get("report_state")
    if state is not None and values["report_state"] not in (None, *REPORT_STATES):
        yield book.finding("report_state_unknown", state.place, names["report_state"].heading, values["report_state"])
