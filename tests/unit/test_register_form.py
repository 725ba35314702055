"""The form: what an officer opens, fills in and hands in again."""

import csv
import hashlib
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from support.registers import REPORTER, REPORTS, SUBMITTED, TODAY, read, write_good
from warehouse.errors import WarehouseError
from warehouse.settings import PROJECT_ROOT
from warehouse.sources.register.columns import (
    ABOUT,
    BY_KEY,
    CSV_KEYS,
    LISTS,
    MILESTONES,
    ROW_CHECK,
    START,
    STATUS_WORDS,
)
from warehouse.sources.register.plan import read_plan
from warehouse.sources.register.sheet import CORRECTION_CODES
from warehouse.sources.register.sheets import SHEETS
from warehouse.sources.register.template import write_register, write_template

STRATEGY = PROJECT_ROOT / "seeds" / "strategy"


def _seed(name: str) -> list[dict[str, str]]:
    with (STRATEGY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.xlsx"
    assert write_template(path, periods=["2024H2"], today=TODAY) == ["2024H2"]
    return path


def _milestones(path: Path) -> Worksheet:
    return load_workbook(path)[MILESTONES]


def test_the_form_has_the_sheets_an_officer_needs_and_none_is_hidden(form: Path) -> None:
    book = load_workbook(form)
    assert book.sheetnames == [START, ABOUT, MILESTONES, *(sheet.name for sheet in SHEETS), LISTS]
    assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}
    assert [sheet.merged_cells.ranges for sheet in book.worksheets] == [set()] * 11
    assert all(sheet["A1"].value for sheet in book.worksheets)
    assert "July to December 2024" in book.properties.title


def test_the_rows_are_the_phases_of_the_plan_in_its_own_words(form: Path) -> None:
    outputs = {row["output_id"]: row["short_label"] for row in _seed("outputs.csv")}
    expected = [
        (row["segment_id"], row["milestone_label"], row["output_id"], outputs[row["output_id"]], row["nature"])
        for row in _seed("phasing.csv")
    ]
    rows = list(_milestones(form).iter_rows(min_row=5, max_col=9, values_only=True))
    assert [row[:5] for row in rows] == expected
    assert {row[8] for row in rows} == {"2024H2"}


def test_a_doubtful_span_carries_the_sign_and_a_sure_one_does_not(form: Path) -> None:
    doubtful = {row["segment_id"] for row in _seed("phasing.csv") if row["reading_confidence"] != "high"}
    spans = {row[0]: row[5] for row in _milestones(form).iter_rows(min_row=5, max_col=6, values_only=True)}
    assert {phase for phase, span in spans.items() if str(span).startswith("≈ ")} == doubtful
    assert (spans["O01-S2"], spans["O10-S1"], spans["O16-S1"]) == ("2024–2027", "≈ 2023", "≈ 2023–2027")


def test_headings_stay_in_view_and_only_what_is_to_fill_in_is_open(form: Path) -> None:
    sheet = _milestones(form)
    headings = [str(cell.value) for cell in sheet[4]]
    corrections = {"Correction reason", "Correction note"}
    assert headings == [
        *(column.heading for column in BY_KEY.values()),
        "Correction reason",
        "Correction note",
        ROW_CHECK,
    ]
    assert (sheet.freeze_panes, sheet.protection.sheet, sheet.protection.autoFilter) == ("C5", True, False)
    assert sheet.tables["milestones"].ref == "A4:R45"
    open_columns = {headings[cell.column - 1] for row in sheet["A5:R45"] for cell in row if not cell.protection.locked}
    assert open_columns == {column.heading for column in BY_KEY.values() if column.is_filled_in} | corrections


def test_each_row_offers_the_status_words_of_its_nature(form: Path) -> None:
    book = load_workbook(form)
    sheet, lists = book[MILESTONES], book[LISTS]
    offered: dict[str, list[str]] = {}
    for validation in sheet.data_validations.dataValidation:
        if validation.type == "list":
            cells = lists[validation.formula1.split("!")[1].replace("$", "")]
            words = [row[0].value for row in cells]
            for area in validation.sqref.ranges:
                letter = get_column_letter(area.min_col)
                offered |= {f"{letter}{row}": words for row in range(area.min_row, area.max_row + 1)}
    assert len(offered) == 2 * 41
    assert all(offered[f"P{row}"] == list(CORRECTION_CODES) for row in range(5, 46))
    assert all(offered[f"J{row}"] == list(STATUS_WORDS[sheet[f"E{row}"].value]) for row in range(5, 46))


def test_dates_are_checked_by_excel_and_shown_without_doubt(form: Path) -> None:
    sheet = _milestones(form)
    kinds = {str(rule.sqref): rule.type for rule in sheet.data_validations.dataValidation if rule.type == "date"}
    assert kinds == {"K5:K45": "date", "L5:L45": "date"}
    assert {sheet[name].number_format for name in ("K5", "L45")} == {"yyyy-mm-dd"}


def test_without_a_period_it_is_the_one_whose_reports_fall_due_next(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    due = {date(2024, 7, 31): "2024H1", date(2024, 8, 1): "2024H2", date(2026, 11, 22): "2026H2"}
    due |= {date(2023, 1, 1): "2023H1", date(2040, 1, 1): "2027H2"}
    assert {day: write_template(path, csv=True, today=day)[0] for day in due} == due


def test_several_periods_have_rows_each(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    write_template(path, periods=["2024H1", "2024H2", "2024H1"], today=TODAY)
    periods = [row[0].value for row in _milestones(path)["I5:I86"]]
    assert periods == ["2024H1"] * 41 + ["2024H2"] * 41


def test_an_unknown_period_is_refused_with_those_that_exist(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match=r"2031H1.*2023H1, 2023H2.*2027H2"):
        write_template(tmp_path / "form.xlsx", periods=["2031H1"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["register.xlsx", "register.csv"])
def test_the_same_contents_are_the_same_bytes(tmp_path: Path, name: str) -> None:
    first, second = (hashlib.sha256(write_good(tmp_path / name).read_bytes()).hexdigest() for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", ["register.xlsx", "register.csv"])
def test_what_is_filled_in_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    reading = read(write_good(tmp_path / name))
    assert reading.findings == []
    keys = ("phase_id", "reporting_period_id", "status", "actual_date", "forecast_date", "reason", "evidence_link")
    expected = [[str(report[key]) if report.get(key) else None for key in keys] for report in REPORTS]
    assert [[row[key] for key in keys] for row in reading.rows] == expected
    assert [row["output_id"] for row in reading.rows] == ["O03", "O04", "O06", "O07"]
    assert {(row["reporter"], row["submitted_on"]) for row in reading.rows} == {(REPORTER, SUBMITTED.isoformat())}
    assert [row["row_number"] for row in reading.rows] == [1, 2, 3, 4]
    places = ["Milestones!10", "Milestones!13"] if name.endswith("xlsx") else ["line 7", "line 10"]
    assert [row["place"] for row in reading.rows][:2] == places


def test_a_form_filled_in_by_hand_is_read(form: Path) -> None:
    """As an officer does it: open the empty form, type into the open cells, save."""
    book = load_workbook(form)
    book[ABOUT]["B4"], book[ABOUT]["B5"] = "Unit B", SUBMITTED
    sheet = book[MILESTONES]
    sheet["J10"], sheet["K10"], sheet["N10"] = "completed", date(2024, 10, 3), "https://example.org/e"
    sheet["J18"], sheet["N18"], sheet["O18"] = "active", "see file 12", "Unit C"
    book.save(form)
    rows = read(form).rows
    assert [(row["phase_id"], row["reporter"]) for row in rows] == [("O03-S2", "Unit B"), ("O06-S2", "Unit C")]


def test_an_untouched_form_says_that_nothing_is_filled_in(form: Path) -> None:
    rules = [finding.rule for finding in read(form).findings]
    assert rules[0] == "No row is filled in."
    assert len(rules) == 3


def test_the_row_check_says_what_excel_would_compute(tmp_path: Path) -> None:
    period = "2024H2"
    reports: list[dict[str, object]] = [
        {"phase_id": "O01-S1", "reporting_period_id": period, "reason": "x"},
        {"phase_id": "O01-S2", "reporting_period_id": period, "status": "active"},
        {"phase_id": "O02-S1", "reporting_period_id": period, "status": "completed", "evidence_link": "x"},
        {"phase_id": "O02-S2", "reporting_period_id": period, "status": "inactive", "actual_date": "2024-12-01"},
        {"phase_id": "O03-S1", "reporting_period_id": period, "status": "completed", "actual_date": "2024-12-01",
         "evidence_link": "x"},
        {"phase_id": "O03-S2", "reporting_period_id": period, "status": "cancelled"},
        {"phase_id": "O03-S3", "reporting_period_id": period, "status": "not_started"},
    ]  # fmt: skip
    path = write_good(tmp_path / "register.xlsx", reports)
    shown = [row[0].value for row in load_workbook(path, data_only=True)[MILESTONES]["R5:R12"]]
    assert shown == [
        "Choose the status", "Add the evidence", "Add the actual date", "Clear the actual date",
        "Add the reason: it is late", "Add the reason", "✔ Complete", "No report",
    ]  # fmt: skip
    formula = str(_milestones(path)["R9"].value)
    assert "DATE(2023,12,31)" in formula
    assert formula.count("(") == formula.count(")")
    about = load_workbook(path, data_only=True)[ABOUT]
    assert [about[f"B{row}"].value for row in (10, 11, 12)] == [7, 1, 6]


def test_a_sample_says_so_on_every_sheet(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    write_register(path, REPORTS, submitted_on=SUBMITTED, reporter=REPORTER, data_kind="sample")
    book = load_workbook(path)
    for sheet in book.worksheets:
        assert any("SAMPLE DATA" in str(sheet.cell(row, 1).value) for row in (1, 2, 3)), sheet.title
    assert read(path).is_sample


def test_the_csv_has_the_columns_of_the_workbook_and_opens_in_excel(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    write_template(path, periods=["2024H2"], csv=True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(CSV_KEYS)
    assert len(rows) == len(read_plan().phases) == 41
    assert {row["data_kind"] for row in rows} == {"real"}


def test_a_place_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WarehouseError, match="could not be written"):
        write_template(tmp_path / "file" / "form.xlsx", periods=["2024H2"])
