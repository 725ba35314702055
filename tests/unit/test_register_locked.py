"""What is approved changes only by a declared correction: checked at landing, against what the home holds."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from support.further_sheets import add_sheets
from warehouse.cli.main import app
from warehouse.landing import Landed, land_paths
from warehouse.settings import get_settings
from warehouse.sources.register.template import write_register

Row = dict[str, object]
DONE: Row = {"phase_id": "O03-S2", "reporting_period_id": "2024H2", "status": "completed",
             "actual_date": date(2024, 11, 29), "evidence_link": "https://example.org/protocol"}  # fmt: skip
MOVED: Row = {**DONE, "actual_date": date(2024, 12, 5)}
ABOUT_O03: Row = {"Output ID": "O03", "Period": "2024H2"}
NARRATIVE: Row = {**ABOUT_O03, "What happened": "The protocol is agreed."}
RESULT: Row = {**ABOUT_O03, "Indicator ID": "OI03a", "Value": 1}
FIRST, DECIDED, LATER = date(2025, 1, 31), date(2025, 2, 10), date(2025, 3, 1)
APPROVED: Row = {**ABOUT_O03, "Decision": "approved", "Decided by": "Unit B", "Decided on": DECIDED}
RETURNED: Row = {**APPROVED, "Decision": "returned", "Decided on": date(2025, 2, 20), "Note": "The date is wrong"}
REPORTED: dict[str, list[Row]] = {"Narratives": [NARRATIVE], "Results": [RESULT]}
OTHER: Row = {"phase_id": "O06-S2", "reporting_period_id": "2024H2", "status": "active", "evidence_link": "File 12"}
Land = Callable[..., Landed]


def write(
    path: Path,
    day: date,
    report: Row,
    sheets: dict[str, list[Row]],
    reason: str | None = None,
    state: str | None = None,
) -> Path:
    """A register with one milestone and further sheets; the reason goes beside the milestone."""
    write_register(path, [report], submitted_on=day, reporter="Unit A", data_kind="real")
    book = load_workbook(path)
    add_sheets(book, sheets)
    if state:
        book["About this report"]["B8"] = state
    milestones = book["Milestones"]
    headings = [cell.value for cell in milestones[4]]
    column = headings.index("Correction reason") + 1
    if reason:
        row = next(cell.row for cell in milestones["A"] if cell.value == report["phase_id"])
        milestones.cell(row, column, reason)
    book.save(path)
    return path


@pytest.fixture
def land(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Land:
    monkeypatch.setenv("DWSC_HOME", str(tmp_path / "home"))
    number = iter(range(1, 99))

    def one(day: date, report: Row = OTHER, sheets: dict[str, list[Row]] | None = None, **more: str) -> Landed:
        path = write(tmp_path / f"register_{next(number)}.xlsx", day, report, sheets or {}, **more)
        [landed] = land_paths(get_settings(), [path])
        return landed

    return one


@pytest.fixture(scope="module")
def approved_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which one report was handed in and approved; each test lands into a copy."""
    folder = tmp_path_factory.mktemp("approved")
    handed_in = write(folder / "handed_in.xlsx", FIRST, DONE, REPORTED)
    decided = write(folder / "decided.xlsx", DECIDED, OTHER, {"Approvals": [APPROVED]})
    for path in (handed_in, decided):
        [landed] = land_paths(get_settings(home=folder / "home"), [path])
        assert landed.outcome == "loaded"
    return folder / "home"


@pytest.fixture
def approved(land: Land, approved_home: Path, tmp_path: Path) -> Land:
    shutil.copytree(approved_home, tmp_path / "home")
    return land


def test_a_silent_change_of_what_is_approved_is_refused_row_by_row(approved: Land) -> None:
    changed = {
        "Narratives": [{**NARRATIVE, "What happened": "The protocol is nearly agreed."}],
        "Results": [{**RESULT, "Value": 0}],
    }
    landed = approved(LATER, MOVED, changed)
    assert landed.outcome == "refused"
    assert landed.message.count("Unit B approved this report on 2025-02-10") == 3
    for place in ("Milestones!", "Narratives!", "Results!", "O03 2024H2", "correction reason"):
        assert place in landed.message


def test_a_declared_correction_of_it_lands(approved: Land) -> None:
    assert approved(LATER, MOVED, reason="late_information").outcome == "loaded"


def test_the_same_again_lands(approved: Land) -> None:
    assert approved(LATER, DONE, REPORTED).outcome == "loaded"


def test_something_new_about_an_approved_output_is_a_change(approved: Land) -> None:
    other_phase = {**DONE, "phase_id": "O03-S3", "status": "in_progress", "actual_date": None, "evidence_link": None}
    assert approved(LATER, other_phase).outcome == "refused"


def test_another_period_or_output_is_free(approved: Land) -> None:
    landed = approved(
        LATER, {**MOVED, "reporting_period_id": "2025H1"}, {"Narratives": [{**NARRATIVE, "Output ID": "O06"}]}
    )
    assert landed.outcome == "loaded"


def test_evidence_and_money_are_not_locked(approved: Land) -> None:
    item = {
        **ABOUT_O03,
        "Evidence ID": "E-1",
        "Title": "Protocol",
        "Kind": "document",
        "Date": FIRST,
        "Link": "https://x.y",
    }
    assert approved(LATER, OTHER, {"Evidence": [item]}).outcome == "loaded"


def test_returned_after_the_approval_opens_it_again(approved: Land) -> None:
    assert approved(date(2025, 2, 20), OTHER, {"Approvals": [RETURNED]}).outcome == "loaded"
    assert approved(LATER, MOVED).outcome == "loaded"


def test_an_approval_says_nothing_about_what_was_handed_in_on_its_day_or_before(approved: Land) -> None:
    assert approved(DECIDED, MOVED).outcome == "loaded"


def test_a_draft_is_not_held_against_it(approved: Land) -> None:
    assert approved(LATER, MOVED, state="draft").outcome == "loaded"


def test_an_approval_in_the_same_file_locks_what_came_before_its_day(land: Land) -> None:
    assert land(FIRST, DONE).outcome == "loaded"
    landed = land(LATER, MOVED, {"Approvals": [APPROVED]})
    assert landed.outcome == "refused"
    assert "Unit B approved" in landed.message


def test_an_approval_in_a_draft_locks_nothing(land: Land) -> None:
    assert land(FIRST, DONE).outcome == "loaded"
    assert land(DECIDED, OTHER, {"Approvals": [APPROVED]}, state="draft").outcome == "loaded"
    assert land(LATER, MOVED).outcome == "loaded"


def test_the_command_says_the_same_without_loading(approved: Land, tmp_path: Path) -> None:
    path = write(tmp_path / "mine.xlsx", LATER, MOVED, {})
    done = CliRunner().invoke(app, ["register", "check", str(path), "--json"])
    said = json.loads(done.stdout)
    assert (done.exit_code, said["is_accepted"]) == (1, False)
    [error] = said["errors"]
    assert error["place"].startswith("Milestones!")
    assert error["rule"].startswith("Unit B approved this report on 2025-02-10")
    assert error["remedy"]
    assert approved(LATER, MOVED, reason="typing_error").outcome == "loaded"
