"""A register file in, reports or findings out.

Owns: recognising a register and the order of the checks: the door, the shape, the facts, every row.
Never: loads part of a file: one finding, and there are no rows.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from warehouse.rejected import Finding
from warehouse.settings import Settings
from warehouse.sources.register.catalogue import finding
from warehouse.sources.register.cells import Handed, Line
from warehouse.sources.register.columns import MILESTONES
from warehouse.sources.register.door import door_findings, looks_like_table, looks_like_workbook
from warehouse.sources.register.entries import Entry, read_entry
from warehouse.sources.register.facts import Facts, read_facts
from warehouse.sources.register.parts import WHOLE_FILE
from warehouse.sources.register.plan import read_plan
from warehouse.sources.register.rules.locked import Earlier, locked_findings, nothing_earlier
from warehouse.sources.register.rules.records import entry_findings, repeated_findings
from warehouse.sources.register.rules.shared import Context
from warehouse.sources.register.rules.target_versions import EarlierTargets, no_earlier_targets, target_findings
from warehouse.sources.register.table import read_table
from warehouse.sources.register.vocabulary import MILESTONE_SHEET
from warehouse.sources.register.workbook import read_workbook

MAX_ROWS = 5000


@dataclass(frozen=True)
class RegisterReading:
    """What a register holds.

    Attributes:
        rows: one dict per reported row with row_number, place, record (which kind of row: milestone, narrative, result,
            evidence, money, promise, decision or target), report_state, reporter, submitted_on and the columns of its
            sheet but the labels; all text or None but row_number, which counts the rows of the whole file from 1; dates
            in ISO form, numbers without exponent. Empty when there is a finding.
        findings: every rule broken, the file's first, then row by row.
        submitted_on: when it was handed in, by its own account.
        is_sample: whether it says that it is an invented example.
        is_draft: whether it says that it is work in progress.
        reported_count: rows filled in, of all sheets.
        reported_by_sheet: the same for each sheet with a filled row, by its name.
        unreported_count: rows of the milestones with nothing filled in, which is no report and no error.
    """

    rows: list[dict[str, Any]]
    findings: list[Finding]
    submitted_on: date | None
    is_sample: bool
    is_draft: bool
    reported_by_sheet: Mapping[str, int]
    reported_count: int
    unreported_count: int


def recognise(path: Path, head: bytes) -> bool:
    """Whether a file is a register, or a spreadsheet that was meant to be one.

    Args:
        path: the file; its name counts only for spreadsheets, so that a web page named .xlsx is told what it is.
        head: its first bytes; 4,096 are enough.
    """
    return looks_like_workbook(path, head) or looks_like_table(head)


def read_register(
    path: Path,
    settings: Settings,
    *,
    today: date | None = None,
    earlier: Earlier = nothing_earlier,
    earlier_targets: EarlierTargets = no_earlier_targets,
) -> RegisterReading:
    """Read and check a register, workbook or CSV; every error is found in one pass.

    Args:
        path: the file.
        settings: the largest size taken, and where the plan is.
        today: the day after which nothing real can have been handed in; the UTC date now if none is given.
        earlier: gives the reports that have landed before, for the rule of the locked period.
        earlier_targets: gives the versions of targets that have landed before, for the rules of targets over time.

    Raises:
        WarehouseError: a seed file of the plan is missing.
        OSError: the file cannot be read.
    """
    handed = _open(path, settings)
    plan = read_plan(settings.seeds)
    reported = [line for line in handed.lines if line.is_reported]
    facts, fact_findings = read_facts(handed, today or datetime.now(UTC).date())
    findings = [*handed.findings, *_count_findings(handed, reported), *fact_findings]
    context = Context(plan, facts)
    entries, by_place = _check(reported[:MAX_ROWS], context)
    compared = (locked_findings(entries, facts, earlier), target_findings(entries, context, earlier_targets))
    for entry, problem in chain.from_iterable(compared):
        by_place[entry.line.place].append(problem)
    findings += chain.from_iterable(by_place.values())
    return RegisterReading(
        rows=[] if findings else [_row(number, entry, facts) for number, entry in enumerate(entries, 1)],
        findings=findings,
        submitted_on=facts.submitted_on,
        is_sample=facts.is_sample,
        is_draft=facts.is_draft,
        reported_by_sheet=Counter(line.sheet.name for line in reported),
        reported_count=len(reported),
        unreported_count=sum(line.sheet is MILESTONE_SHEET and not line.is_reported for line in handed.lines),
    )


def _open(path: Path, settings: Settings) -> Handed:
    with path.open("rb") as file:
        head = file.read(4096)
    if not looks_like_workbook(path, head):
        return read_table(path, settings)
    problems = door_findings(path, settings)
    return Handed(findings=problems) if problems else read_workbook(path)


def _count_findings(handed: Handed, reported: list[Line]) -> list[Finding]:
    by_sheet: dict[str, list[Line]] = defaultdict(list)
    for line in handed.lines:
        by_sheet[line.sheet.name].append(line)
    for lines in (*by_sheet.values(), reported):
        if len(lines) > MAX_ROWS:
            words = {"found": f"{len(lines):,}", "limit": f"{MAX_ROWS:,}"}
            return [finding("too_many_rows", lines[MAX_ROWS].place, **words)]
    if not reported and not handed.findings:
        return [finding("nothing_reported", _table_place(handed))]
    return []


def _table_place(handed: Handed) -> str:
    is_workbook = bool(handed.lines) and "!" in handed.lines[0].place
    return f"sheet {MILESTONES}" if is_workbook else WHOLE_FILE


def _check(lines: list[Line], context: Context) -> tuple[list[Entry], dict[str, list[Finding]]]:
    """The rows read, and what is wrong with each of them, by its place."""
    entries: list[Entry] = []
    found: dict[str, list[Finding]] = {}
    for line in lines:
        entry, problems = read_entry(line, context.facts, context.plan)
        entries.append(entry)
        found[line.place] = [*problems, *entry_findings(entry, context)]
    for problem in repeated_findings(entries):
        found[problem.place].insert(0, problem)
    return entries, found


def _row(number: int, entry: Entry, facts: Facts) -> dict[str, Any]:
    keys = [column.key for column in entry.line.sheet.columns if column.kind != "label"]
    return {
        "row_number": number,
        "place": entry.line.place,
        "record": entry.line.sheet.record,
        "report_state": "draft" if facts.is_draft else "submitted",
        "reporter": facts.reporter,
        "submitted_on": None if facts.submitted_on is None else facts.submitted_on.isoformat(),
        **{key: entry.text(key) for key in keys},
    }
