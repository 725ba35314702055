"""The form shows what was reported last, and nothing of it is handed in by itself; the filled example."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from support.registers import read
from warehouse.cli.main import app
from warehouse.errors import WarehouseError
from warehouse.sampling.registers import write_example, write_registers
from warehouse.settings import get_settings
from warehouse.sources.register.reader import read_register
from warehouse.sources.register.template import write_register, write_template

Row = dict[str, Any]
PHASE: Row = {"record": "milestone", "output_id": "O04", "phase_id": "O04-S2", "report_state": "submitted",
              "snapshot_id": "s", "row_number": 1, "evidence_link": None, "actual_date": None}  # fmt: skip
EXPECTED: Row = {**PHASE, "reporting_period_id": "2024H1", "submitted_on": "2024-07-29", "status": "in_progress",
                 "forecast_date": "2024-12-20"}  # fmt: skip
LATER: Row = {**EXPECTED, "reporting_period_id": "2024H2", "submitted_on": "2025-01-31", "forecast_date": "2025-05-30"}
DECISION: Row = {"record": "decision", "output_id": "O04", "reporting_period_id": "2024H2", "decision": "returned",
                 "decided_on": "2025-02-14", "report_state": "submitted", "submitted_on": "2025-03-14",
                 "snapshot_id": "d", "row_number": 1}  # fmt: skip
AT = {"Milestones": ("A", "S"), "Narratives": ("A", "I"), "Results": ("A", "M"), "Promises": ("A", "K")}


def shown(path: Path, sheet: str) -> dict[str, str]:
    """What stands in the column Last report, by the first column."""
    first, last = AT[sheet]
    page = load_workbook(path)[sheet]
    assert page[f"{last}4"].value == "Last report"
    assert page[f"{last}5"].protection.locked
    rows = range(5, page.max_row + 1)
    return {page[f"{first}{row}"].value: page[f"{last}{row}"].value for row in rows if page[f"{last}{row}"].value}


def form(path: Path, *reported: Row, period: str = "2025H1") -> Path:
    write_template(path, periods=[period], today=date(2025, 6, 1), reported=reported)
    return path


def dwsc(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_the_last_report_stands_beside_its_row(tmp_path: Path) -> None:
    words = shown(form(tmp_path / "form.xlsx", LATER, EXPECTED), "Milestones")
    assert words == {"O04-S2": "2024H2: in_progress; expected 2025-05-30"}


def test_a_form_of_an_earlier_period_shows_nothing_of_a_later_one(tmp_path: Path) -> None:
    words = shown(form(tmp_path / "form.xlsx", LATER, EXPECTED, period="2024H1"), "Milestones")
    assert words == {"O04-S2": "2024H1: in_progress; expected 2024-12-20"}


@pytest.mark.parametrize("outdated", [[{**LATER, "report_state": "draft"}], [LATER, DECISION]])
def test_drafts_and_returned_reports_do_not_stand(tmp_path: Path, outdated: list[Row]) -> None:
    words = shown(form(tmp_path / "form.xlsx", EXPECTED, *outdated), "Milestones")
    assert words == {"O04-S2": "2024H1: in_progress; expected 2024-12-20"}


@pytest.mark.parametrize(
    "mended",
    [{**LATER, "submitted_on": "2025-03-14"}, {**DECISION, "decision": "approved", "decided_on": "2025-04-03"}],
)
def test_what_is_handed_in_again_or_approved_after_all_stands(tmp_path: Path, mended: Row) -> None:
    words = shown(form(tmp_path / "form.xlsx", EXPECTED, LATER, DECISION, mended), "Milestones")
    assert words == {"O04-S2": "2024H2: in_progress; expected 2025-05-30"}


def test_without_reports_there_is_no_such_column(tmp_path: Path) -> None:
    book = load_workbook(form(tmp_path / "form.xlsx"))
    assert "Last report" not in [cell.value for sheet in book.worksheets for cell in sheet[4]]


def test_an_untouched_form_reports_nothing_of_it(tmp_path: Path) -> None:
    findings = read(form(tmp_path / "form.xlsx", LATER)).findings
    assert next(finding.rule for finding in findings) == "No row is filled in."
    assert not [finding for finding in findings if "column" in finding.rule]


def test_the_form_of_a_home_shows_what_its_registers_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWSC_HOME", str(tmp_path / "home"))
    (tmp_path / "sample").mkdir()
    landed = dwsc("land", *write_registers(tmp_path / "sample"))
    assert landed.exit_code == 0, landed.stdout
    path = tmp_path / "form.xlsx"
    assert dwsc("register", "template", "--period", "2026H2", "--output", path).exit_code == 0
    assert shown(path, "Milestones")["O05-S2"] == "2026H1: in_progress; expected 2026-11-06"
    assert "O12-S2" in shown(path, "Milestones")
    assert shown(path, "Milestones")["O12-S2"].startswith("2025H2:")
    assert shown(path, "Results")["OI02a"] == "2026H1: 6 of 9"
    assert shown(path, "Results")["OI06a"] == "2026H1: 6"
    assert shown(path, "Promises")["C03"] == "2026H1: in_progress; expected 2026-11-30"
    assert shown(path, "Narratives")["O20"].startswith("2023H2: ")


def test_the_filled_example_is_a_good_register_of_every_sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DWSC_HOME", str(tmp_path / "home"))
    made = dwsc("register", "template", "--example")
    assert "every entry is invented" in made.stdout
    path = tmp_path / "milestone_register_example_2024H2.xlsx"
    reading = read_register(path, get_settings(), today=date(2026, 6, 30))
    assert (reading.findings, reading.is_sample, len(reading.reported_by_sheet)) == ([], True, 8)
    twin = tmp_path / "twin.xlsx"
    write_example(twin, "2024H2")
    assert hashlib.sha256(twin.read_bytes()).digest() == hashlib.sha256(path.read_bytes()).digest()
    assert dwsc("register", "template", "--example", "--csv").exit_code == 0
    assert dwsc("register", "check", "milestone_register_example_2024H2.csv").exit_code == 0


def test_corrections_and_drafts_survive_in_a_csv(tmp_path: Path) -> None:
    report = {"phase_id": "O04-S2", "output_id": "O04", "reporting_period_id": "2024H2", "status": "in_progress",
              "reason": "Late comments", "correction_code": "other", "correction_note": "Misread"}  # fmt: skip
    path = tmp_path / "register.csv"
    write_register(path, [report], submitted_on=date(2025, 1, 31), reporter="Unit A", data_kind="real", csv=True,
                   report_state="draft")  # fmt: skip
    reading = read(path)
    assert (reading.findings, reading.is_draft) == ([], True)
    assert [(row["correction_code"], row["correction_note"]) for row in reading.rows] == [("other", "Misread")]


def test_there_is_no_example_of_a_half_year_without_one(tmp_path: Path) -> None:
    for words in (["--period", "2027H1"], ["--period", "2024H1", "--period", "2024H2"]):
        made = dwsc("register", "template", "--example", "--output", tmp_path / "x.xlsx", *words)
        assert isinstance(made.exception, WarehouseError)
    assert list(tmp_path.iterdir()) == []
