"""`dwsc register status`, as a person types it."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from support.registers import write_good, write_spoilt
from warehouse.cli.register import register
from warehouse.disk import file_sha256
from warehouse.errors import RefusedError
from warehouse.landing import land_folder, land_paths
from warehouse.reports.report import Checked, Report
from warehouse.reports.submit import submit
from warehouse.settings import Settings


@pytest.fixture(autouse=True)
def _home(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DWSC_HOME", str(settings.home))


def run(*words: object) -> Result:
    return CliRunner().invoke(register, ["status", *(str(word) for word in words)])


def handed_in(settings: Settings, path: Path) -> str:
    content = path.read_bytes()
    report = Report(submitted_on=date(2025, 1, 31), is_sample=False, is_draft=False)
    checked = Checked(file_name=path.name, sha256=file_sha256(path), bytes=len(content), report=report)
    return submit(settings, checked, content).receipt_id


def test_a_register_is_followed_by_receipt_and_by_file(tmp_path: Path, settings: Settings) -> None:
    path = write_good(tmp_path / "unit a.csv")
    receipt = handed_in(settings, path)
    shown = run(receipt)
    assert shown.exit_code == 0
    assert "unit a.csv is received and waits in landing/ as unit_a.csv" in shown.stdout
    assert f"DWSC_HOME={settings.home} dwsc run" in shown.stdout
    assert run(path).stdout == shown.stdout
    land_folder(settings)
    assert "is accepted: 4 rows, known from 2025-01-31" in run(path).stdout


def test_a_refusal_lists_its_reasons(tmp_path: Path, settings: Settings) -> None:
    path = write_spoilt(tmp_path / "bad.xlsx", lambda book: book["Milestones"].delete_cols(1))
    land_paths(settings, [path])
    shown = run(path)
    assert "was refused with 1 error" in shown.stdout
    assert "Phase ID" in shown.stdout


def test_a_program_reads_the_same(tmp_path: Path, settings: Settings) -> None:
    receipt = handed_in(settings, write_good(tmp_path / "good.csv"))
    told = json.loads(run(receipt, "--json").stdout)
    assert (told["receipt_id"], told["state"], told["waits_as"]) == (receipt, "received", "good.csv")
    assert told["next"]["command"].endswith("dwsc run")
    assert [one["receipt_id"] for one in json.loads(run("--json").stdout)] == [receipt]


def test_without_anything_all_receipts_are_listed(tmp_path: Path, settings: Settings) -> None:
    assert "No register was handed in" in run().stdout
    assert json.loads(run("--json").stdout) == []
    receipt = handed_in(settings, write_good(tmp_path / "good.csv"))
    shown = run().stdout
    assert receipt in shown
    assert "received" in shown


def test_what_nobody_handed_in_ends_with_code_1(tmp_path: Path) -> None:
    assert run("0123456789abcdef").exit_code == 1
    assert run(write_good(tmp_path / "good.csv")).exit_code == 1
    assert isinstance(run("unit a.csv").exception, RefusedError)
