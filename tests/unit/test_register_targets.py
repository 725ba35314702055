"""The sheet Targets: each rule is broken once and found alone, all of them are found at once, and good targets load."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from support.further_sheets import address
from support.registers import REPORTS, TODAY, broken, read
from support.targets import GOOD, SHEET, change, read_after, version, write_targets
from warehouse.sources.register.target_rules import TARGET_RULES
from warehouse.sources.register.target_sheet import TARGETS
from warehouse.sources.register.template import write_template

Spoil = Callable[[Workbook], None]
AGAIN = {heading.replace(" ", "_"): value for heading, value in GOOD[0].items()}
# Rule, row, the heading at which the one finding must be, and what is typed.
CASES: list[tuple[str, int, str, dict[str, object]]] = [
    ("value_missing", 5, "Target ID", {"Target_ID": None}),
    ("value_missing", 5, "Indicator ID", {"Indicator_ID": " "}),
    ("value_missing", 5, "Reference area", {"Reference_area": None}),
    ("value_missing", 7, "Target type", {"Target_type": None}),
    ("value_missing", 7, "Target status", {"Target_status": None}),
    ("unknown_word", 7, "Target type", {"Target_type": "none"}),
    ("unknown_word", 7, "Target status", {"Target_status": "agreed"}),
    ("unknown_word", 7, "Correction reason", {"Correction_reason": "mistake"}),
    ("unknown_indicator", 7, "Indicator ID", {"Indicator_ID": "IL99"}),
    ("prefilled_changed", 11, "Indicator", {"Indicator": "Organizations trained"}),
    ("unknown_reference_area", 7, "Reference area", {"Reference_area": "XYZ"}),
    ("unknown_reference_area", 10, "Reference area", {"Reference_area": "strategy"}),
    ("area_of_statistics", 7, "Reference area", {"Reference_area": "STRATEGY"}),
    ("area_of_strategy", 10, "Reference area", {"Reference_area": "CHL"}),
    ("not_one_group", 6, "For whom", {"For_whom": "women"}),
    ("not_one_group", 6, "For whom", {"For_whom": "sex=SEX_F;classif1=ECO_AGGREGATE_MAN"}),
    ("not_one_group", 11, "For whom", {"For_whom": "group="}),
    ("unknown_group", 6, "For whom", {"For_whom": "sex=female"}),
    ("unknown_group", 6, "For whom", {"For_whom": "sex=SEX_Q"}),
    ("unknown_group", 6, "For whom", {"For_whom": "age=AGE_YTHADULT_Y15-24"}),
    ("group_is_total", 6, "For whom", {"For_whom": "sex=SEX_T"}),
    ("group_is_total", 6, "For whom", {"For_whom": "classif1=ECO_AGGREGATE_TOTAL"}),
    ("target_year_outside", 8, "Target year", {"Target_year": 2022}),
    ("target_year_outside", 8, "Target year", {"Target_year": 2031}),
    ("target_year_outside", 8, "Target year", {"Target_year": 2026.5}),
    ("target_part_missing", 5, "Target value", {"Target_value": None}),
    ("target_part_missing", 5, "Target year", {"Target_year": None}),
    ("target_part_missing", 6, "Change in %", {"Change_in_%": None}),
    ("target_part_missing", 9, "Upper bound", {"Upper_bound": None}),
    ("target_part_missing", 10, "Target year", {"Target_year": None}),
    ("target_part_unused", 5, "Change in %", {"Change_in_%": -5}),
    ("target_part_unused", 7, "Target value", {"Target_value": 0}),
    ("target_part_unused", 8, "Interim 2024", {"Interim_2024": 1}),
    ("target_part_unused", 9, "Interim 2026", {"Interim_2026": 46}),
    ("change_is_zero", 6, "Change in %", {"Change_in_%": 0}),
    ("band_upside_down", 9, "Lower bound", {"Lower_bound": 55}),
    ("interim_not_before_target", 5, "Interim 2025", {"Target_year": 2025}),
    ("share_outside", 12, "Target value", {"Target_value": 100.5}),
    ("share_outside", 12, "Interim 2026", {"Interim_2026": -1}),
    ("count_not_whole", 11, "Target value", {"Target_value": 2.5}),
    ("neither_yes_nor_no", 10, "Target value", {"Target_type": "value", "Target_value": 2}),
    ("approval_incomplete", 11, "Approver", {"Approver": None}),
    ("approval_incomplete", 11, "Approved on", {"Approved_on": None}),
    ("approver_without_approval", 7, "Approver", {"Approver": "Unit B"}),
    ("approver_is_reporter", 11, "Approver", {"Approver": " UNIT a"}),
    ("withdrawn_without_reason", 12, "Reason", {"Reason": None}),
    ("two_targets", 13, "Target ID", {**AGAIN, "Target_ID": "T-9"}),
    ("correction_unexplained", 5, "Correction note", {"Correction_reason": "other"}),
    ("date_after_submission", 11, "Approved on", {"Approved_on": date(2025, 2, 1)}),
    ("not_a_number", 5, "Target value", {"Target_value": "24,5"}),
    ("not_a_number", 5, "Target year", {"Target_year": "by 2027"}),
    ("number_in_code", 7, "Target ID", {"Target_ID": 3}),
]  # fmt: skip
# One error per row that may have one, with rules of this sheet alone where it can be.
PLANTED = {
    5: ("interim_not_before_target", "Interim 2025", {"Target_year": 2024}),
    6: ("unknown_group", "For whom", {"For_whom": "sex=women"}),
    7: ("area_of_statistics", "Reference area", {"Reference_area": "STRATEGY"}),
    8: ("target_year_outside", "Target year", {"Target_year": 2035}),
    9: ("band_upside_down", "Lower bound", {"Lower_bound": 60}),
    10: ("target_part_missing", "Target year", {"Target_year": None}),
    11: ("approver_is_reporter", "Approver", {"Approver": "Unit A"}),
    12: ("withdrawn_without_reason", "Reason", {"Reason": None}),
}  # fmt: skip


def place(row: int, heading: str) -> str:
    return f"{SHEET}!{address(SHEET, heading, row)}"


@pytest.mark.parametrize(
    ("rule", "row", "heading", "values"), CASES, ids=[f"{one[0]}-{one[1]}-{one[2]}" for one in CASES]
)
def test_a_broken_rule_is_the_only_finding(
    tmp_path: Path, rule: str, row: int, heading: str, values: dict[str, object]
) -> None:
    reading = read(write_targets(tmp_path / "register.xlsx", change(row, **values)))
    assert (broken(reading), reading.rows) == ([(place(row, heading), rule)], [])


# What is compared with an earlier version: rule, heading, what is typed into the first target, what it said before.
OVER_TIME: list[tuple[str, str, dict[str, object], dict[str, str]]] = [
    ("target_moved", "Target ID", {"Reference_area": "PER"}, {}),
    ("target_moved", "Target ID", {"For_whom": "sex=SEX_F"}, {"submitted_on": "2025-03-01"}),
    ("target_moved", "Target ID", {"Indicator_ID": "IL12"}, {}),
    ("target_changed", "Correction reason", {"Target_value": 24}, {}),
    ("target_changed", "Correction reason", {"Interim_2025": None}, {}),
    ("target_changed", "Correction reason", {}, {"target_status": "approved"}),
    ("target_changed", "Correction reason", {}, {"target_status": "withdrawn"}),
    ("approver_is_proposer", "Approver",
     {"Target_status": "approved", "Approver": "unit C", "Approved_on": date(2025, 1, 9)}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "heading", "values", "said"), OVER_TIME)
def test_a_target_that_moves_or_changes_without_a_reason_is_refused(
    tmp_path: Path, rule: str, heading: str, values: dict[str, object], said: dict[str, str]
) -> None:
    path = write_targets(tmp_path / "register.xlsx", change(5, **values))
    # The second target would be one of two for the women of Chile.
    reading = read_after(path, version(**said))
    assert (place(5, heading), rule) in broken(reading)
    assert {name for _, name in broken(reading)} <= {rule, "two_targets"}


ALLOWED: dict[str, tuple[dict[str, object], dict[str, str]]] = {
    "the same again": ({}, {}),
    "another reason for it": ({"Reason": "As agreed"}, {}),
    "declared": ({"Target_value": 24, "Correction_reason": "late_information"}, {}),
    "approved by another": (
        {"Target_status": "approved", "Approver": "Unit B", "Approved_on": date(2025, 1, 9)}, {}),
    "withdrawn with a reason": ({"Target_status": "withdrawn"}, {}),
    "taken up again, declared": ({"Correction_reason": "late_information"}, {"target_status": "withdrawn"}),
    "the other one was a draft": ({"Target_value": 24}, {"report_state": "draft"}),
    "the other one is of a later day": ({"Target_value": 24}, {"submitted_on": "2025-02-28"}),
}  # fmt: skip


@pytest.mark.parametrize("name", ALLOWED)
def test_a_repetition_a_step_and_a_declared_change_are_taken(tmp_path: Path, name: str) -> None:
    values, said = ALLOWED[name]
    assert broken(read_after(write_targets(tmp_path / "register.xlsx", change(5, **values)), version(**said))) == []


def test_a_draft_may_change_a_target_but_not_move_it(tmp_path: Path) -> None:
    def draft(book: Workbook) -> None:
        book["About this report"]["B8"] = "draft"

    changed = write_targets(tmp_path / "changed.xlsx", draft, change(5, Target_value=24))
    assert broken(read_after(changed, version())) == []
    moved = write_targets(tmp_path / "moved.xlsx", draft, change(5, Reference_area="PER"))
    assert broken(read_after(moved, version())) == [(place(5, "Target ID"), "target_moved")]


def test_a_target_of_the_results_framework_is_an_earlier_version_too(tmp_path: Path) -> None:
    mine: dict[str, object] = {"Target_ID": "TF-OI03a", "Target_year": 2024}
    approval: dict[str, object] = {"Target_status": "approved", "Approver": "Unit B", "Approved_on": date(2025, 1, 9)}
    assert broken(read(write_targets(tmp_path / "good.xlsx", change(10, **mine, **approval)))) == []
    later = write_targets(tmp_path / "later.xlsx", change(10, **mine | {"Target_year": 2026}))
    assert broken(read(later)) == [(place(10, "Correction reason"), "target_changed")]
    moved = write_targets(tmp_path / "moved.xlsx", change(10, **mine, Indicator_ID="OI04a"))
    assert broken(read(moved)) == [(place(10, "Target ID"), "target_moved")]


def test_every_rule_of_targets_has_a_case() -> None:
    assert set(TARGET_RULES) - {one[0] for one in CASES} - {one[0] for one in OVER_TIME} == set()


def test_planted_errors_are_all_found_at_once_each_with_its_cell(tmp_path: Path) -> None:
    spoils: list[Spoil] = [change(row, **values) for row, (_, _, values) in PLANTED.items()]
    reading = read(write_targets(tmp_path / "register.xlsx", *spoils))
    assert broken(reading) == [(place(row, heading), rule) for row, (rule, heading, _) in PLANTED.items()]
    assert all(finding.rule and finding.remedy for finding in reading.findings)


def test_the_same_target_twice_is_found_at_the_second_row(tmp_path: Path) -> None:
    reading = read(write_targets(tmp_path / "register.xlsx", change(13, **AGAIN)))
    assert broken(reading) == [(f"{SHEET}!13", "repeated_record")]


def test_good_targets_are_read_as_text_without_loss(tmp_path: Path) -> None:
    reading = read(write_targets(tmp_path / "register.xlsx"))
    assert (reading.findings, reading.reported_by_sheet) == ([], {"Milestones": len(REPORTS), SHEET: len(GOOD)})
    rows: list[dict[str, Any]] = [row for row in reading.rows if row["record"] == "target"]
    assert [row["target_id"] for row in rows] == [f"T-{number}" for number in range(1, 9)]
    first, second, approved = rows[0], rows[1], rows[6]
    assert (first["target_year"], first["target_value"], first["interim_2025"]) == ("2027", "24.5", "25.8")
    assert (first["disaggregation"], second["disaggregation"]) == (None, "sex=SEX_F")
    assert (second["target_type"], second["change_pct"], second["target_year"]) == ("relative_change", "-20", "2027")
    assert (approved["approver"], approved["approved_on"]) == ("Unit B", "2025-01-15")
    assert all("reporting_period_id" not in row and row["reporter"] == "Unit A" for row in rows)


def test_the_form_has_the_sheet_and_offers_indicators_areas_and_words(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    write_template(path, periods=["2024H2"], today=TODAY)
    book = load_workbook(path)
    sheet, lists = book[SHEET], book["Lists"]
    headings = [cell.value for cell in sheet[4]]
    assert headings == [column.heading for column in TARGETS.columns]
    offered = {}
    for validation in sheet.data_validations.dataValidation:
        if validation.type == "list":
            [area] = [one for one in validation.sqref.ranges if one.min_row == 5]
            words = [row[0].value for row in lists[validation.formula1.split("!")[1].replace("$", "")]]
            offered[headings[area.min_col - 1]] = words
    assert set(offered) == {"Indicator ID", "Reference area", "Target type", "Target status", "Correction reason"}
    assert {"IL10", "OI06a", "ST01"} <= set(offered["Indicator ID"])
    assert {"STRATEGY", "CHL", "X01"} <= set(offered["Reference area"])
    assert "relative_change" in offered["Target type"]
    assert not any(cell.protection.locked for cell in sheet[5])
