"""`dwsc register template` and `dwsc register check`, as a person types them; and how long a large file takes."""

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from typer.testing import CliRunner, Result

from support.planted import land_one
from support.registers import REPORTER, REPORTS, SUBMITTED, cell, write_good, write_spoilt
from warehouse.cli.register import register
from warehouse.errors import RefusedError, WarehouseError
from warehouse.settings import PROJECT_ROOT, Settings, get_settings
from warehouse.sources.register.columns import MILESTONES
from warehouse.sources.register.plan import CONTINUOUS, read_plan
from warehouse.sources.register.reader import read_register
from warehouse.sources.register.template import write_register


def run(*words: object) -> Result:
    return CliRunner().invoke(register, [str(word) for word in words])


def test_the_form_is_written_where_it_is_wanted_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    first = run("template", "--period", "2024H1", "--period", "2024H2", "--output", path)
    assert (first.exit_code, "82 rows" in first.stdout) == (0, True)
    again = run("template", "--output", path)
    assert isinstance(again.exception, WarehouseError)
    assert "--force" in str(again.exception)
    assert run("template", "--output", path, "--force").exit_code == 0


def test_without_a_place_it_is_named_after_its_period(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("template", "--period", "2024H2", "--csv").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["milestone_register_2024H2.csv"]


def test_a_name_that_does_not_fit_the_format_is_refused(tmp_path: Path) -> None:
    for words in (["--output", tmp_path / "form.csv"], ["--csv", "--output", tmp_path / "form.xlsx"]):
        assert isinstance(run("template", *words).exception, WarehouseError)
    assert list(tmp_path.iterdir()) == []


def test_a_good_register_passes_with_its_counts(tmp_path: Path) -> None:
    result = run("check", write_good(tmp_path / "register.xlsx"))
    assert result.exit_code == 0
    assert "4 reports; 37 rows not filled in; submitted on 2025-01-31" in result.stdout


def test_the_next_command_can_be_copied_even_when_the_name_has_spaces(tmp_path: Path) -> None:
    form, good = tmp_path / "my form.xlsx", write_good(tmp_path / "mine good.xlsx")
    told = {"check": run("template", "--output", form).stdout, "land": run("check", good).stdout}
    assert f"dwsc register check '{form}'\n" in told["check"]
    assert f"dwsc land '{good}'\n" in told["land"]


@pytest.mark.parametrize(("held", "given"), [("sample", "real"), ("real", "sample")])
def test_a_register_that_this_home_may_not_hold_is_told_before_it_lands(
    held: str, given: str, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DWSC_HOME", str(settings.home))
    mine, theirs = (_of_kind(tmp_path / f"{kind}.xlsx", kind) for kind in (given, held))
    assert "To load it: dwsc land" in run("check", mine).stdout
    assert land_one(settings, theirs).outcome == "loaded"
    told = run("check", mine)
    assert (told.exit_code, "To load it" in told.stdout) == (0, False)
    [finding] = [line for line in told.stdout.splitlines() if line.startswith("Landing will refuse it here: ")]
    as_json = json.loads(run("check", mine, "--json").stdout)
    assert (as_json["is_accepted"], as_json["refused_here"] in finding) == (True, True)
    assert json.loads(run("check", theirs, "--json").stdout)["refused_here"] is None
    assert finding.removeprefix("Landing will refuse it here: ") in land_one(settings, mine).message


def _of_kind(path: Path, kind: str) -> Path:
    write_register(path, REPORTS, submitted_on=SUBMITTED, reporter=REPORTER, data_kind=kind)
    return path


def test_git_leaves_out_a_form_that_is_written_into_the_project() -> None:
    ignored = (PROJECT_ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/milestone_register*.xlsx", "/milestone_register*.csv"} <= set(ignored)


def test_each_error_is_shown_with_its_cell_and_the_exit_code_is_1(tmp_path: Path) -> None:
    def spoil(book: Workbook) -> None:
        book[MILESTONES][cell("O03-S2", "actual_date")] = "31/12/2024"
        book[MILESTONES][cell("O06-S2", "status")] = "running [bold]"

    path = write_spoilt(tmp_path / "register.xlsx", spoil)
    result = run("check", path)
    assert result.exit_code == 1
    for words in ("2 errors", "Milestones!K10 · Actual date holds “31/12/2024”", "Milestones!J18", "running [bold]"):
        assert words in result.stdout
    answer = json.loads(run("check", path, "--json").stdout)
    assert [error["place"] for error in answer["errors"]] == ["Milestones!K10", "Milestones!J18"]
    assert (answer["is_accepted"], answer["reported_count"]) == (False, 4)


def test_a_file_of_another_kind_or_none_at_all_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "page.csv").write_text("<html></html>")
    assert isinstance(run("check", tmp_path / "page.csv").exception, RefusedError)
    missing = run("check", tmp_path / "none.xlsx").exception
    assert isinstance(missing, WarehouseError)
    assert "none.xlsx cannot be read: No such file" in str(missing)


def test_5000_rows_are_checked_and_each_repetition_is_found(tmp_path: Path) -> None:
    plan, path = read_plan(), tmp_path / "register.xlsx"
    reports = [
        {"phase_id": phase.phase_id, "output_id": phase.output_id, "reporting_period_id": period, "reason": "Because",
         "status": "active" if phase.nature == CONTINUOUS else "in_progress", "evidence_link": "https://example.org/e"}
        for _ in range(13) for period in plan.periods for phase in plan.phases.values()
    ][:5000]  # fmt: skip
    write_register(path, reports, submitted_on=date(2028, 1, 31), reporter="Unit A", data_kind="sample")
    reading = read_register(path, get_settings())
    assert (reading.reported_count, len(reading.findings)) == (5000, 5000 - 410)
