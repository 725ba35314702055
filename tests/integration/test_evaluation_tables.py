"""The evaluation of the sample, from its workbooks to the tables, on two days: a second reading in plain Python.

The second reading opens the workbooks with pandas and knows the rules of docs/evaluation.md; it shares nothing with the
reader or the SQL.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from support import dbt_harness
from warehouse.sampling.evaluations import write_evaluations
from warehouse.sampling.registers import write_registers
from warehouse.settings import get_settings
from warehouse.sources.evaluation.reader import read_evaluation
from warehouse.sources.register.reader import read_register

Row = dict[str, Any]
LATE, EARLY = date(2026, 6, 30), date(2026, 4, 15)
LATER_TABLES = ("questions", "ratings", "recommendations", "findings", "evidence_gaps", "versions")
RUN = {
    "is_sample": True, "fingerprint": "f", "release_id": "20260630_000000", "run_id": "r",
    "built_at": "2026-06-30 12:00:00",
}  # fmt: skip


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_evaluations(tmp_path_factory.mktemp("workbooks"))


@pytest.fixture(scope="module")
def built(workbooks: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evaluation")
    inputs, settings = dbt_harness.Inputs(folder), get_settings(home=folder / "home")
    landed: list[Row] = []

    def earlier() -> list[Row]:
        return list(landed)

    for number, path in enumerate(workbooks):
        rows = read_evaluation(path, settings, today=LATE, earlier=earlier).rows
        assert rows
        landed += rows
        known = {"is_sample": True, "known_from": f"{rows[0]['submitted_on']}T00:00:00Z"}
        inputs.snapshot(f"e{number}", "evaluation", "evaluation", rows, **known)
    [register] = [path for path in write_registers(folder) if path.stem.endswith("2025H1")]
    reported = read_register(register, settings, today=LATE).rows
    inputs.snapshot("r0", "register", "milestone_reports", reported, is_sample=True, known_from="2025-08-01T00:00:00Z")
    place = str(inputs.write())
    for day, tables in ((EARLY, LATER_TABLES), (LATE, (*LATER_TABLES, "evidence", "evaluation_matrix"))):
        models = [f"+{name}" for name in tables]
        target = folder / day.isoformat()
        skipped = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")
        result = dbt_harness.dbt(
            target, "build", "--select", *models, *skipped, inputs_dir=place, as_of=day.isoformat(), **RUN
        )
        assert not dbt_harness.problems(result)
    return folder


def table(built: Path, day: date, name: str, *keys: str) -> dict[Any, Row]:
    with duckdb.connect(str(built / day.isoformat() / "warehouse.duckdb"), read_only=True) as connection:
        cursor = connection.execute(f"select * from evaluation.{name}")
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    found = {tuple(row[key] for key in keys) if len(keys) > 1 else row[keys[0]]: row for row in rows}
    assert len(found) == len(rows)
    return found


class Told:
    """What the workbooks say on a day: the last word on each thing, and every version of a rating."""

    def __init__(self, workbooks: list[Path], day: date) -> None:
        self.day = day
        self.files = [file for file in map(self._file, workbooks) if file["day"] <= day]

    @staticmethod
    def _file(path: Path) -> Row:
        sheets = pd.read_excel(path, sheet_name=None, header=None, dtype=object)
        about = sheets["About this file"]
        facts = {row[0]: row[1] for row in about.itertuples(index=False)}
        tables = {}
        for name, sheet in sheets.items():
            if name not in ("Start here", "About this file", "Lists"):
                heads = list(sheet.iloc[3])
                lines = [dict(zip(heads, row, strict=True)) for row in sheet.iloc[4:].itertuples(index=False)]
                tables[name] = [{key: value for key, value in line.items() if not pd.isna(value)} for line in lines]
        return {"day": facts["Submission date"].date(), "is_draft": facts["State"] == "draft", "tables": tables}

    def rows(self, sheet: str, *, drafts: bool = False) -> Iterator[Row]:
        """The rows of a sheet, the earliest first."""
        for file in self.files:
            if drafts or not file["is_draft"]:
                for row in file["tables"][sheet]:
                    if row:
                        yield row | {"is_draft": file["is_draft"]}

    def last(self, sheet: str, key: str) -> dict[str, Row]:
        """The last word on each thing."""
        return {row[key]: row for row in self.rows(sheet)}

    def items(self, question: str) -> list[Row]:
        """The items of a question that count."""
        items = self.last("Evidence", "Evidence ID").values()
        return [one for one in items if one["Question ID"] == question and one.get("Review") != "rejected"]


def _tests(told: Told, items: list[Row]) -> tuple[list[bool], bool, bool]:
    accepted = [one for one in items if one.get("Review") == "accepted"]
    since = told.day.replace(year=told.day.year - 3)

    def is_recent(one: Row) -> bool:
        return bool(one["Date"].date() >= since)

    passed = [
        bool(accepted),
        any(is_recent(one) for one in accepted),
        any(one["Directness"] == "direct" for one in accepted),
        len({one["Kind"] for one in accepted}) >= 2,
        len({"".join(filter(str.isalnum, one["Source"].lower())) for one in accepted}) >= 2,
    ]
    directions = {one["Direction"] for one in accepted}
    is_sound = any(is_recent(one) and one["Directness"] == "direct" for one in accepted)
    return passed, {"supports", "contradicts"} <= directions, is_sound


@pytest.mark.parametrize("day", [EARLY, LATE])
def test_the_grade_of_each_question_equals_a_second_reading(built: Path, workbooks: list[Path], day: date) -> None:
    told, found = Told(workbooks, day), table(built, day, "questions", "question_id")
    assert set(found) == set(told.last("Questions", "Question ID"))
    for question, row in found.items():
        items = told.items(question)
        passed, contradicts, is_sound = _tests(told, items)
        if not items:
            grade = "none"
        elif all(passed) and is_sound and not contradicts:
            grade = "strong"
        else:
            grade = "moderate" if sum(passed) >= 3 else "weak"
        assert (row["evidence_grade"], row["passed_count"], row["has_contradiction"]) == (
            *(grade, sum(passed), contradicts),
        )
    assert {row["evidence_grade"] for row in found.values()} == {"none", "weak", "moderate", "strong"}


def test_every_gap_is_one_that_a_second_reading_finds(built: Path, workbooks: list[Path]) -> None:
    told, since = Told(workbooks, LATE), LATE.replace(year=LATE.year - 3)
    expected = set()
    links = list(told.rows("Question links"))
    standing = {one["Evidence ID"]: one for one in told.rows("Evidence")}
    register = table(built, LATE, "evidence", "evidence_source", "evidence_id")
    for question in told.last("Questions", "Question ID"):
        items = told.items(question)
        gaps = {
            "no_evidence": not items,
            "one_source": len({"".join(filter(str.isalnum, one["Source"].lower())) for one in items}) == 1,
            "all_old": bool(items) and all(one["Date"].date() < since for one in items),
            "none_reviewed": bool(items) and not any(one.get("Review") for one in items),
            "none_direct": bool(items) and not any(one["Directness"] == "direct" for one in items),
            "no_link": question not in {link["Question ID"] for link in links},
        }
        expected |= {(question, gap, "") for gap, holds in gaps.items() if holds}
    for link in links:
        for key, gap in (("Output ID", "output"), ("Indicator ID", "indicator")):
            if key in link:
                mine = {
                    one[key]
                    for one in standing.values()
                    if key in one and one["Question ID"] == link["Question ID"] and one.get("Review") != "rejected"
                }
                theirs = {
                    row[f"{gap}_id"]
                    for (source, _), row in register.items()
                    if source == "register" and row["review"] != "rejected"
                }
                if link[key] not in mine | theirs:
                    expected.add((link["Question ID"], f"{gap}_without_evidence", link[key]))
    found = table(built, LATE, "evidence_gaps", "question_id", "gap_code", "output_id", "indicator_id")
    assert {
        (row["question_id"], row["gap_code"], row["output_id"] or row["indicator_id"] or "") for row in found.values()
    } == expected
    assert len({gap for _, gap, _ in expected}) == 8


@pytest.mark.parametrize("day", [EARLY, LATE])
def test_ratings_keep_every_version_and_count_the_last_that_is_no_draft(
    built: Path, workbooks: list[Path], day: date
) -> None:
    told, found = Told(workbooks, day), table(built, day, "ratings", "criterion_code", "version_no")
    numbers: dict[str, int] = {}
    expected = {}
    for row in told.rows("Ratings", drafts=True):
        criterion = row["Criterion"]
        numbers[criterion] = numbers.get(criterion, 0) + 1
        expected[criterion, numbers[criterion]] = (row["Rating"], row["Justification"], row["is_draft"])
    assert {key: (row["rating"], row["justification"], row["is_draft"]) for key, row in found.items()} == expected
    current = {key[0]: row["rating"] for key, row in found.items() if row["is_current"]}
    assert current == {name: row["Rating"] for name, row in told.last("Ratings", "Criterion").items()}
    named = {key: str(row["evidence_ids"]).split(";") for key, row in found.items()}
    assert {key: row["evidence_count"] for key, row in found.items()} == {key: len(ids) for key, ids in named.items()}


@pytest.mark.parametrize("day", [EARLY, LATE])
def test_recommendations_are_overdue_as_of_the_day(built: Path, workbooks: list[Path], day: date) -> None:
    told, found = Told(workbooks, day), table(built, day, "recommendations", "recommendation_id")
    answers = told.last("Responses", "Recommendation ID")
    expected = {}
    for name in told.last("Recommendations", "Recommendation ID"):
        answer = answers.get(name, {})
        is_open = answer.get("State") in ("not_started", "in_progress")
        is_overdue = bool(is_open and answer["Due date"].date() < day)
        expected[name] = (answer.get("Response", "none"), is_overdue)
    assert {name: (row["response"], row["is_overdue"]) for name, row in found.items()} == expected
    assert sum(is_overdue for _, is_overdue in expected.values()) == (1 if day == LATE else 0)


def test_the_matrix_holds_every_question_link_and_item(built: Path, workbooks: list[Path]) -> None:
    told = Told(workbooks, LATE)
    keys = ("question_id", "output_id", "indicator_id", "evidence_source", "evidence_id")
    found = table(built, LATE, "evaluation_matrix", *keys)
    rows = list(found.values())
    assert {row["question_id"] for row in rows} == set(told.last("Questions", "Question ID"))
    for link in told.rows("Question links"):
        about = (link["Question ID"], link.get("Output ID"), link.get("Indicator ID"))
        assert any((row["question_id"], row["output_id"], row["indicator_id"]) == about for row in rows), about
    items = {row["evidence_id"]: row["question_id"] for row in rows if row["evidence_source"] == "evaluation"}
    assert items == {name: one["Question ID"] for name, one in told.last("Evidence", "Evidence ID").items()}
    outputs = {(link["Question ID"], link["Output ID"]) for link in told.rows("Question links") if "Output ID" in link}
    registered = {(row["question_id"], row["output_id"]) for row in rows if row["evidence_source"] == "register"}
    assert registered
    assert registered <= outputs
    assert not any(row["is_counted"] for row in rows if row["evidence_source"] == "register")


def test_every_row_handed_in_is_a_version(built: Path, workbooks: list[Path]) -> None:
    for day in (EARLY, LATE):
        told = Told(workbooks, day)
        filled = sum(bool(row) for file in told.files for rows in file["tables"].values() for row in rows)
        found = table(built, day, "versions", "row_id")
        assert len(found) == filled
        changed = {row["subject_key"] for row in found.values() if row["is_changed"]}
        assert changed == ({"rating effectiveness"} if day == LATE else set())
        assert not any(row["is_undeclared"] for row in found.values())
