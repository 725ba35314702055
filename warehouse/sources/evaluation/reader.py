"""An evaluation workbook in, rows or findings out.

Owns: recognising such a workbook, the order of the checks, and the row that a snapshot keeps.
Never: loads part of a file: one finding, and there are no rows.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from warehouse.rejected import Finding
from warehouse.settings import Settings
from warehouse.sources.evaluation.catalogue import finding
from warehouse.sources.evaluation.design_sheets import AREAS, DESIGNS, plan_sha256
from warehouse.sources.evaluation.rules.designs import plan_findings
from warehouse.sources.evaluation.rules.ids import known_things, unknown_references
from warehouse.sources.evaluation.rules.rows import looks_like_address, row_findings
from warehouse.sources.evaluation.rules.versions import changed, repeated, stated
from warehouse.sources.evaluation.sheets import QUESTIONS, RATINGS
from warehouse.sources.evaluation.vocabulary import ABOUT, EVALUATION
from warehouse.sources.evaluation.words import RATINGS as LEVELS
from warehouse.sources.register.cells import Handed, Line
from warehouse.sources.register.columns import MILESTONES, plain
from warehouse.sources.register.door import door_findings
from warehouse.sources.register.entries import Entry, read_entry
from warehouse.sources.register.facts import Facts, read_facts
from warehouse.sources.register.parts import WHOLE_FILE
from warehouse.sources.register.plan import read_plan
from warehouse.sources.register.rules.shared import Context
from warehouse.sources.register.workbook import read_workbook

MAX_ROWS = 5000
_BETWEEN = re.compile(r"[\W_]+")
Earlier = Callable[[], list[dict[str, Any]]]


def nothing_earlier() -> list[dict[str, Any]]:
    """No evaluation workbook has landed before."""
    return []


@dataclass(frozen=True)
class EvaluationReading:
    """What an evaluation workbook holds.

    Attributes:
        rows: one dict per filled row with row_number (from 1, over all sheets), place, record (question, question_link,
            evidence, rating, finding, recommendation, response, design or design_area), report_state, reporter,
            submitted_on and the columns of its sheet; all text or None but row_number; dates in ISO form, lists of IDs
            between semicolons. Beside them a rating has its rating_label, evidence its source_key (the source without
            case and signs), a design and its areas have design_sha256. Empty when there is a finding.
        findings: every rule broken, the file's first, then row by row.
        submitted_on: when it was handed in, by its own account.
        is_sample: whether it says that it is an invented example.
        is_draft: whether it says that it is work in progress.
        counts: rows filled in, by the name of the sheet.
    """

    rows: list[dict[str, Any]]
    findings: list[Finding]
    submitted_on: date | None
    is_sample: bool
    is_draft: bool
    counts: Mapping[str, int]


def recognise_sheets(titles: Collection[str]) -> bool:
    """Whether a workbook with these sheets is an evaluation workbook, or meant to be one."""
    names = {plain(title) for title in titles}
    telling = {plain(name) for name in (QUESTIONS.name, RATINGS.name, ABOUT, DESIGNS.name)}
    return plain(MILESTONES) not in names and len(names & telling) > 1


def read_evaluation(
    path: Path, settings: Settings, *, today: date | None = None, earlier: Earlier = nothing_earlier
) -> EvaluationReading:
    """Read and check an evaluation workbook; every error is found in one pass.

    Args:
        path: the file.
        settings: the largest size taken, and where the plan is.
        today: the day after which nothing real can have been handed in; the UTC date now if none is given.
        earlier: gives the rows that have landed before, the oldest submission first.

    Raises:
        WarehouseError: a seed file of the plan is missing.
        OSError: the file cannot be read.
    """
    problems = door_findings(path, settings, finding)
    handed = Handed(findings=problems) if problems else read_workbook(path, EVALUATION)
    lines = [line for line in handed.lines if line.is_reported]
    facts, fact_findings = read_facts(handed, today or datetime.now(UTC).date(), EVALUATION)
    findings = [*handed.findings, *_count_findings(handed, lines), *fact_findings, *_author(handed, facts)]
    context, by_place = Context(read_plan(settings.seeds), facts), defaultdict[str, list[Finding]](list)
    entries = list(_entries(lines[:MAX_ROWS], context, by_place))
    hashes = _hashes(entries)
    before = [row for row in earlier() if facts.is_draft or row.get("report_state") != "draft"]
    known = known_things(entries, before)
    for entry in entries:
        by_place[entry.line.place] += unknown_references(entry, known)
    compared = (repeated(entries), plan_findings(entries), changed(entries, hashes, facts, before))
    for entry, problem in chain.from_iterable(compared):
        by_place[entry.line.place].append(problem)
    findings += chain.from_iterable(by_place.values())
    return EvaluationReading(
        rows=[] if findings else [_row(number, entry, facts, hashes) for number, entry in enumerate(entries, 1)],
        findings=findings,
        submitted_on=facts.submitted_on,
        is_sample=facts.is_sample,
        is_draft=facts.is_draft,
        counts=Counter(line.sheet.name for line in lines),
    )


def _count_findings(handed: Handed, lines: Sequence[Line]) -> Iterator[Finding]:
    if len(handed.lines) > MAX_ROWS:
        words = {"found": f"{len(handed.lines):,}", "limit": f"{MAX_ROWS:,}"}
        yield finding("too_many_rows", handed.lines[MAX_ROWS].place, **words)
    if not lines and not handed.findings:
        yield finding("nothing_reported", WHOLE_FILE)


def _author(handed: Handed, facts: Facts) -> Iterator[Finding]:
    if looks_like_address(facts.reporter):
        heading = EVALUATION.facts_by_key["reporter"].heading
        yield finding("address_given", handed.facts["reporter"].place, heading, facts.reporter)


def _entries(lines: Sequence[Line], context: Context, by_place: dict[str, list[Finding]]) -> Iterator[Entry]:
    for line in lines:
        entry, problems = read_entry(line, context.facts, context.plan)
        by_place[line.place] += [*problems, *row_findings(entry, context)]
        yield entry


def _hashes(entries: Sequence[Entry]) -> dict[str, str]:
    """The checksum of each design of the file."""
    areas: dict[str | None, list[dict[str, str | None]]] = defaultdict(list)
    for entry in entries:
        if entry.line.sheet is AREAS:
            areas[entry.text("design_id")].append({key: entry.text(key) for key in AREAS.names})
    return {
        name: plan_sha256({key: entry.text(key) for key in DESIGNS.names}, areas[name])
        for entry in entries
        if entry.line.sheet is DESIGNS and (name := entry.text("design_id"))
    }


def _row(number: int, entry: Entry, facts: Facts, hashes: Mapping[str, str]) -> dict[str, Any]:
    rating, sheet = entry.number("rating"), entry.line.sheet
    row = {
        "row_number": number,
        "place": entry.line.place,
        "record": sheet.record,
        "report_state": "draft" if facts.is_draft else "submitted",
        "reporter": facts.reporter,
        "submitted_on": None if facts.submitted_on is None else facts.submitted_on.isoformat(),
        **{key: stated(key, entry.text(key)) for key in sheet.names},
    }
    if entry.text("source_name") is not None:
        row["source_key"] = _BETWEEN.sub(" ", (entry.text("source_name") or "").casefold()).strip()
    if rating is not None:
        row["rating_label"] = LEVELS[int(rating)][0]
    if sheet in (DESIGNS, AREAS):
        row["design_sha256"] = hashes.get(entry.text("design_id") or "")
    return row
