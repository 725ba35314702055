"""Every rule of the evaluation workbook broken once: all are found at once, each with its cell; one alone, alone."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from support.evaluations import GOOD, Spoil, add, address, broken, change, read, write_good
from warehouse.sources.evaluation.catalogue import OWN_RULES, RULES

# Rule: sheet, heading (or none: the row), line, and what is changed. Good rows stand from line 5 on.
_SHORT = "Too short a justification."
PLANTED: dict[str, tuple[str, str | None, int, Spoil]] = {
    "value_missing": ("Questions", "Question", 7, add("Questions", 1, question_id="EQ03", question=None)),
    "bad_id": ("Questions", "Question ID", 8, add("Questions", 1, question_id="EQ 04")),
    "unknown_word": ("Questions", "Criterion", 9, add("Questions", 1, question_id="EQ05", criterion_code="beauty")),
    "link_to_nothing": ("Question links", "Output ID", 7, add("Question links", 1, output_id=None)),
    "unknown_output": ("Question links", "Output ID", 8, add("Question links", 1, output_id="O99")),
    "unknown_indicator": ("Question links", "Indicator ID", 9, add("Question links", 1, indicator_id="IL99")),
    "indicator_of_other_output": (
        *("Question links", "Output ID", 10),
        add("Question links", 1, indicator_id="OI06a"),
    ),
    "unknown_question": ("Question links", "Question ID", 11, add("Question links", 1, question_id="EQ77")),
    "repeated_record": ("Question links", None, 12, add("Question links", 1)),
    "evidence_without_place": ("Evidence", "Link", 7, add("Evidence", 1, evidence_id="EV03", link=None)),
    "unsafe_link": ("Evidence", "Link", 8, add("Evidence", 1, evidence_id="EV04", link="javascript:alert(1)")),
    "local_path": ("Evidence", "File name", 9, add("Evidence", 1, evidence_id="EV05", file_name="C:\\a.pdf")),
    "no_checksum": ("Evidence", "SHA-256", 10, add("Evidence", 1, evidence_id="EV06", evidence_sha256="12ab")),
    "date_after_submission": (
        *("Evidence", "Date", 11),
        add("Evidence", 1, evidence_id="EV07", evidence_date=date(2026, 3, 21)),
    ),
    "review_incomplete": ("Evidence", "Reviewed by", 12, add("Evidence", 1, evidence_id="EV08", reviewed_by=None)),
    "reviewer_without_review": (
        *("Evidence", "Reviewed on", 13),
        add("Evidence", 1, evidence_id="EV09", review=None, reviewed_by=None),
    ),
    "review_without_note": ("Evidence", "Note", 14, add("Evidence", 1, evidence_id="EV10", review="weak")),
    "reviewer_is_reporter": (
        *("Evidence", "Reviewed by", 15),
        add("Evidence", 1, evidence_id="EV11", reviewed_by="evaluation  MANAGER"),
    ),
    "address_given": ("Evidence", "Source", 16, add("Evidence", 1, evidence_id="EV12", source_name="a@example.org")),
    "date_too_early": (
        *("Evidence", "Reviewed on", 17),
        add("Evidence", 1, evidence_id="EV13", reviewed_on=date(2022, 12, 31)),
    ),
    "evidence_too_old": (
        *("Evidence", "Date", 18),
        add("Evidence", 1, evidence_id="EV14", evidence_date=date(1989, 12, 31)),
    ),
    "rating_outside": ("Ratings", "Rating", 6, add("Ratings", 1, criterion_code="impact", rating=7)),
    "justification_too_short": (
        *("Ratings", "Justification", 7),
        add("Ratings", 1, criterion_code="coherence", justification=_SHORT),
    ),
    "unknown_evidence": (
        *("Ratings", "Evidence IDs", 8),
        add("Ratings", 1, criterion_code="efficiency", evidence_ids="EV01; EV99"),
    ),
    "repeated_id": (
        *("Findings", "Evidence IDs", 6),
        add("Findings", 1, finding_id="F03", evidence_ids="EV01, EV01; EV02"),
    ),
    "evidence_all_rejected": (
        *("Ratings", "Evidence IDs", 9),
        add("Ratings", 1, criterion_code="sustainability", evidence_ids="EV02"),
    ),
    "correction_unexplained": (
        *("Ratings", "Correction note", 10),
        add("Ratings", 1, criterion_code="effectiveness", correction_code="other"),
    ),
    "correction_without_reason": (
        *("Recommendations", "Correction reason", 7),
        add("Recommendations", 1, recommendation_id="R03", correction_note="A slip"),
    ),
    "unknown_finding": (
        *("Recommendations", "Finding IDs", 8),
        add("Recommendations", 1, recommendation_id="R04", finding_ids="F01; F09"),
    ),
    "unknown_recommendation": (
        *("Responses", "Recommendation ID", 7),
        add("Responses", 1, recommendation_id="R99"),
    ),
    "response_part_missing": ("Responses", "Owner", 8, add("Responses", 1, recommendation_id="R03", owner=None)),
    "response_part_unused": (
        *("Responses", "Action", 9),
        add("Responses", 2, recommendation_id="R04", action="Something"),
    ),
    "response_unexplained": ("Responses", "Note", 6, change("Responses", 2, note=None)),
    "state_without_day": ("Responses", "State date", 5, change("Responses", 1, action_state="done")),
    "indicator_without_areas": ("Designs", "Indicator ID", 5, change("Designs", 1, indicator_id="OI06a")),
    "unknown_sex": ("Designs", "Sex", 6, change("Designs", 2, sex_code="SEX_Q")),
    "spillover_unexplained": ("Designs", "Spill-over reason", 6, change("Designs", 2, spillover_reason=None)),
    "design_without_areas": ("Designs", "Design ID", 7, add("Designs", 2, design_id="D03")),
    "areas_without_design": ("Design areas", "Design ID", 9, add("Design areas", 1, design_id="D09")),
    "area_on_both_sides": (
        *("Design areas", "Role", 10),
        add("Design areas", 1, role="comparison"),
    ),
    "unknown_reference_area": ("Design areas", "Reference area", 11, add("Design areas", 1, reference_area_code="XQ9")),
    "start_year_unused": (
        *("Design areas", "Start year", 12),
        add("Design areas", 2, reference_area_code="PER", start_year=2023),
    ),
}
# These would hide others, so each is tried alone.
ALONE: dict[str, tuple[str, str | None, int, Spoil]] = {
    "due_too_far": ("Responses", "Due date", 5, change("Responses", 1, due_date=date(2036, 1, 1))),
    "group_is_total": ("Designs", "Sex", 6, change("Designs", 2, sex_code="SEX_T")),
    "year_outside": ("Designs", "First year", 5, change("Designs", 1, first_year=2015.5)),
    "period_upside_down": ("Designs", "Last year", 5, change("Designs", 1, last_year=2015)),
    "years_in_disorder": ("Design areas", "Start year", 7, change("Design areas", 3, start_year=2015)),
    "start_year_missing": ("Designs", "Start year", 5, change("Designs", 1, start_year=None)),
}
ELSEWHERE = {"reporter_missing", "nothing_reported", "not_a_workbook", "changed_without_reason"}


def _placed(path: Path, rule: str, planted: tuple[str, str | None, int, Spoil]) -> tuple[str, str]:
    sheet, heading, line, _ = planted
    return (address(path, sheet, heading, line) if heading else f"{sheet}!{line}"), rule


def test_the_good_workbook_is_good(tmp_path: Path) -> None:
    reading = read(write_good(tmp_path / "good.xlsx"))
    assert reading.findings == []
    assert dict(reading.counts) == {sheet: len(rows) for sheet, rows in GOOD.items()}
    assert [row["row_number"] for row in reading.rows] == list(range(1, 1 + sum(map(len, GOOD.values()))))


def test_every_rule_of_its_own_is_planted() -> None:
    assert set(OWN_RULES) - {*PLANTED, *ALONE} == ELSEWHERE
    assert {*PLANTED, *ALONE} <= set(RULES)


@pytest.mark.fault(19)
def test_all_are_found_at_once_each_with_sheet_and_cell(tmp_path: Path) -> None:
    path = write_good(tmp_path / "bad.xlsx", *(spoil for *_, spoil in PLANTED.values()))
    reading = read(path)
    assert sorted(broken(reading)) == sorted(_placed(path, rule, planted) for rule, planted in PLANTED.items())
    assert reading.rows == []
    assert all(finding.rule and finding.remedy and "!" in finding.place for finding in reading.findings)


@pytest.mark.fault(19)
@pytest.mark.parametrize("rule", [*PLANTED, *ALONE])
def test_one_alone_is_found_alone(tmp_path: Path, rule: str) -> None:
    planted = (PLANTED | ALONE)[rule]
    sheet, heading, _, spoil = planted
    path = write_good(tmp_path / "bad.xlsx", spoil, *_needed(rule))
    [(place, found)] = broken(read(path))
    assert (place.split("!")[0], found) == (sheet, rule)
    assert heading is None or place.rstrip("0123456789") == address(path, sheet, heading, 1).rstrip("1")


def _needed(rule: str) -> list[Spoil]:
    """Recommendations that the responses of a case answer."""
    names = {"response_part_missing": "R03", "response_part_unused": "R04"}
    return [add("Recommendations", 1, recommendation_id=names[rule])] if rule in names else []


def test_the_facts_about_the_file_are_judged_too(tmp_path: Path) -> None:
    path = write_good(tmp_path / "bad.xlsx", author="", data_kind="test", state="final")
    assert broken(read(path)) == [
        ("About this file!B4", "reporter_missing"),
        ("About this file!B6", "data_kind_unknown"),
        ("About this file!B7", "report_state_unknown"),
    ]
    named = write_good(tmp_path / "named.xlsx", author="someone@example.org")
    assert broken(read(named)) == [("About this file!B4", "address_given")]


def test_a_file_of_another_kind_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "page.xlsx"
    path.write_text("<html></html>")
    assert ("the file", "not_a_workbook") in broken(read(path))


def test_a_sheet_under_another_name_is_not_lost(tmp_path: Path) -> None:
    path = write_good(tmp_path / "bad.xlsx")
    book = load_workbook(path)
    book["Responses"].title = "Answers"
    book["Ratings"].title = "Marks"
    book.save(path)
    assert broken(read(path)) == [
        ("the file", "missing_sheet"),
        ("sheet Answers", "misnamed_sheet"),
    ]
