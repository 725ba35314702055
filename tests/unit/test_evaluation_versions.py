"""What an evaluation workbook may change: by a declared correction only, and compared with what landed before it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from support.evaluations import AUTHOR, GOOD, Spoil, add, broken, change, read, write_good
from warehouse.sources.evaluation.design_sheets import plan_sha256
from warehouse.sources.evaluation.reader import Earlier, recognise_sheets

NOTHING: Spoil = change("Ratings", 1)
_OTHER_WORDS = (
    "Seen again with the figures of the second half of the year, most of the tools are used in only one country. "
    "Two of them have not been asked for by anybody, although constituents were told of them twice."
)


def landed(path: Path, *spoils: Spoil, **facts: Any) -> Earlier:
    reading = read(write_good(path, *spoils, **facts))
    assert reading.findings == []
    return lambda: [row | {"snapshot_id": "a"} for row in reading.rows]


CHANGES: dict[str, tuple[str, Spoil]] = {
    "rating": ("Ratings", change("Ratings", 1, rating=4)),
    "justification": ("Ratings", change("Ratings", 1, justification=_OTHER_WORDS)),
    "evidence of a rating": ("Ratings", change("Ratings", 1, evidence_ids="EV01")),
    "recommendation": ("Recommendations", change("Recommendations", 1, priority="low")),
    "response": ("Responses", change("Responses", 1, due_date=date(2026, 12, 31))),
    "design": ("Designs", change("Designs", 1, assumptions="Nothing else changed in either group")),
    "areas of a design": ("Designs", add("Design areas", 2, reference_area_code="PER")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_said_something_else_needs_a_reason(tmp_path: Path, name: str) -> None:
    sheet, spoil = CHANGES[name]
    earlier = landed(tmp_path / "first.xlsx", submitted_on=date(2026, 3, 19))
    [(place, rule)] = broken(read(write_good(tmp_path / "second.xlsx", spoil), earlier))
    assert (place.split("!")[0], rule) == (sheet, "changed_without_reason")
    reason = change(sheet, 1, correction_code="late_information")
    assert read(write_good(tmp_path / "third.xlsx", spoil, reason), earlier).findings == []
    assert read(write_good(tmp_path / "draft.xlsx", spoil, state="draft"), earlier).findings == []


UNCHANGED: dict[str, Spoil] = {
    "the same again": NOTHING,
    "IDs written in another way": change("Ratings", 1, evidence_ids="EV01;EV02"),
    "an action that has come further": change(
        "Responses", 1, action_state="done", state_date=date(2026, 3, 18), note="Released"
    ),
    "who rated it": change("Ratings", 1, rated_by="Second evaluator", rated_on=date(2026, 3, 10)),
    "a question in other words": change("Questions", 1, question="Does it answer what constituents need?"),
    "evidence that was reviewed again": change("Evidence", 1, review="weak", note="Only one office"),
}


@pytest.mark.parametrize("name", UNCHANGED)
def test_what_is_no_change_of_a_judgement_needs_none(tmp_path: Path, name: str) -> None:
    earlier = landed(tmp_path / "first.xlsx", submitted_on=date(2026, 3, 19))
    assert read(write_good(tmp_path / "second.xlsx", UNCHANGED[name]), earlier).findings == []


def test_what_was_handed_in_later_or_as_a_draft_is_not_compared_with(tmp_path: Path) -> None:
    changed = change("Ratings", 1, rating=2)
    for facts in ({"submitted_on": date(2026, 3, 21)}, {"state": "draft", "submitted_on": date(2026, 3, 19)}):
        earlier = landed(tmp_path / "first.xlsx", changed, **facts)
        assert read(write_good(tmp_path / "second.xlsx"), earlier).findings == []


def test_references_may_point_to_what_landed_before_but_not_to_a_draft(tmp_path: Path) -> None:
    def only_findings(rows: dict[str, list[dict[str, Any]]]) -> None:
        kept = {"Findings": [{**GOOD["Findings"][0], "finding_id": "F02"}]}
        rows.update({sheet: kept.get(sheet, []) for sheet in rows})

    path = write_good(tmp_path / "second.xlsx", only_findings)
    assert [rule for _, rule in broken(read(path))] == ["unknown_question", "unknown_evidence"]
    assert read(path, landed(tmp_path / "first.xlsx")).findings == []
    draft = landed(tmp_path / "draft.xlsx", state="draft")
    assert [rule for _, rule in broken(read(path, draft))] == ["unknown_question", "unknown_evidence"]


def test_a_later_review_decides_whether_evidence_holds(tmp_path: Path) -> None:
    earlier = landed(tmp_path / "first.xlsx", submitted_on=date(2026, 3, 19))
    rejected = change("Evidence", 1, review="rejected", note="It is about another tool")
    assert [rule for _, rule in broken(read(write_good(tmp_path / "second.xlsx", rejected), earlier))] == [
        "evidence_all_rejected"
    ]


def test_a_plan_has_one_checksum_whatever_the_order_of_its_areas(tmp_path: Path) -> None:
    def turned(rows: dict[str, list[dict[str, Any]]]) -> None:
        rows["Design areas"].reverse()

    first = read(write_good(tmp_path / "first.xlsx")).rows
    second = read(
        write_good(tmp_path / "second.xlsx", turned, author="Another unit", submitted_on=date(2026, 5, 1))
    ).rows
    hashes = [
        {row["design_id"]: row["design_sha256"] for row in rows if row["record"] == "design"}
        for rows in (first, second)
    ]
    assert hashes[0] == hashes[1]
    assert len(set(hashes[0].values())) == len(hashes[0]) == 2
    areas = [row for row in first if row["record"] == "design_area"]
    assert {(row["design_id"], row["design_sha256"]) for row in areas} == set(hashes[0].items())
    [plan] = [row for row in first if row["record"] == "design" and row["design_id"] == "D01"]
    assert plan["design_sha256"] == plan_sha256(plan, [row for row in areas if row["design_id"] == "D01"])


def test_rows_carry_what_the_contract_of_the_snapshot_says(tmp_path: Path) -> None:
    rows = read(write_good(tmp_path / "good.xlsx")).rows
    assert {row["record"] for row in rows} == {
        *("question", "question_link", "evidence", "rating", "finding", "recommendation", "response"),
        *("design", "design_area"),
    }
    [rating] = [row for row in rows if row["record"] == "rating"]
    assert (rating["rating"], rating["rating_label"], rating["evidence_ids"]) == ("5", "Satisfactory", "EV01;EV02")
    assert (rating["rated_on"], rating["report_state"], rating["reporter"]) == ("2026-03-02", "submitted", AUTHOR)
    assert all(isinstance(value, str | None) for row in rows for key, value in row.items() if key != "row_number")


def test_an_evaluation_workbook_is_told_by_its_sheets() -> None:
    assert recognise_sheets(["Start here", "About this file", "Questions", "Evidence", "Ratings"])
    assert recognise_sheets(["questions", "DESIGNS"])
    assert not recognise_sheets(["Start here", "About this report", "Milestones", "Evidence", "Ratings", "Questions"])
    assert not recognise_sheets(["Evidence", "Lists"])
