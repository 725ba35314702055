"""`dwsc export tracking`, as a person types it."""

import io
import json
from pathlib import Path

import duckdb
import openpyxl
import pytest
from typer.testing import CliRunner, Result

from support import made_tracking
from warehouse.cli.export import export
from warehouse.errors import ReleaseError, WarehouseError

RELEASE_ID = "20260701_080000"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a release that has a tracking table, and an empty folder to work in."""
    home = tmp_path / "home"
    _publish(home)
    monkeypatch.setenv("DWSC_HOME", str(home))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return home


def _publish(home: Path, *, tracks: bool = True) -> None:
    folder = home / "releases" / RELEASE_ID
    folder.mkdir(parents=True)
    with duckdb.connect(str(folder / f"dwsc_{RELEASE_ID}.duckdb")) as connection:
        connection.execute("create schema indicators")
        if tracks:
            made_tracking.add_tracking(connection, is_sample=True)
    told = {"release_id": RELEASE_ID, "is_sample": True, "as_of": "2026-06-30", "inputs": []}
    (folder / "release.json").write_text(json.dumps(told))
    (home / "releases" / "current.json").write_text(json.dumps({"release_id": RELEASE_ID}))


def run(*words: object) -> Result:
    return CliRunner().invoke(export, ["tracking", *(str(word) for word in words)])


def _column(path: Path, heading: str) -> list[object]:
    sheet = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))["Tracking"]
    headings, *lines = [[cell.value for cell in line] for line in sheet[sheet.tables["tracking"].ref]]
    return [line[headings.index(heading)] for line in lines]


def test_everything_is_written_under_a_name_that_says_what_it_is(home: Path) -> None:
    result = run()
    (path,) = Path.cwd().iterdir()
    assert result.exit_code == 0, result.exception
    assert path.name == f"dwsc_SAMPLE_tracking_{RELEASE_ID}.xlsx"
    assert "SAMPLE DATA" in result.stdout
    assert len(_column(path, "Indicator")) == len(made_tracking.rows())


def test_areas_and_indicators_narrow_it(home: Path) -> None:
    path = Path("chosen.xlsx")
    assert run("--area", "BGD", "--area", "KEN", "--indicator", "IL02", "-o", path).exit_code == 0
    assert set(_column(path, "Area code")) == {"BGD", "KEN"}
    assert set(_column(path, "Indicator")) == {"IL02"}
    assert run("--area", "bgd", "--area", "Ken", "--indicator", "il02", "-o", "typed.xlsx").exit_code == 0
    assert _column(Path("typed.xlsx"), "Area code") == _column(path, "Area code")
    cover = openpyxl.load_workbook(path)["Cover"]
    assert "Chosen: indicator = IL02; area = BGD, KEN." in [line[0].value for line in cover.iter_rows()]


def test_a_file_that_is_there_is_not_replaced_unasked(home: Path) -> None:
    path = Path("there.xlsx")
    path.write_bytes(b"mine")
    refused = run("-o", path)
    assert isinstance(refused.exception, WarehouseError)
    assert "--force" in str(refused.exception)
    assert path.read_bytes() == b"mine"
    assert run("-o", path, "--force").exit_code == 0


def test_what_cannot_be_done_says_why(home: Path) -> None:
    assert "should end in .xlsx" in str(run("-o", "table.csv").exception)
    assert "no area XXX. It has BGD" in str(run("--area", "XXX").exception)
    assert "no indicator IL99" in str(run("--indicator", "IL99").exception)
    assert "cannot be written" in str(run("-o", "no/such/folder.xlsx").exception)
    assert list(Path.cwd().iterdir()) == []


def test_a_release_without_the_table_or_none_at_all_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DWSC_HOME", str(tmp_path / "none"))
    assert "dwsc run" in str(run().exception)
    _publish(tmp_path / "older", tracks=False)
    monkeypatch.setenv("DWSC_HOME", str(tmp_path / "older"))
    refused = run()
    assert isinstance(refused.exception, ReleaseError)
    assert "has no tracking table" in str(refused.exception)
