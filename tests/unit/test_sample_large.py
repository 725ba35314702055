"""Large samples for benchmarks, and the command that writes a sample."""

import csv
import gzip
from pathlib import Path

import pandas as pd
import pytest
import typer
from typer.testing import CliRunner

from warehouse.cli.sample import sample
from warehouse.errors import HomeError, WarehouseError
from warehouse.landing import land_paths
from warehouse.sample import write_sample
from warehouse.sampling import bulk
from warehouse.sampling.bulk import capacity, write_bulk, write_one
from warehouse.settings import Settings

FORMS = ("register", "survey", "evaluation")
KEY = ["ref_area", "indicator", "sex", "classif1", "classif2", "time"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return folder


def row_count(path: Path) -> int:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8-sig")
    return sum(1 for _ in csv.reader(text.splitlines())) - 1


def check(large: list[Path], rows: int) -> None:
    found = pd.concat([pd.read_csv(path, dtype=str, keep_default_na=False) for path in large])
    assert len(found) == rows
    assert not found.duplicated([column for column in KEY if column in found]).any()
    assert set(found["note_source"]) == {"R1:3513_Z0:1"}
    withheld = found["obs_value"] == ""
    assert set(found.loc[withheld, "obs_status"]) <= {"U"}
    assert set(found.loc[~withheld, "obs_status"]) <= {""}


@pytest.mark.parametrize(("rows", "files"), [(1, 1), (51_624, 1), (60_000, 2), (400_000, 3)])
def test_large_datasets_have_the_rows_asked_for_and_unique_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int, files: int
) -> None:
    monkeypatch.setattr(bulk, "_FIRST_YEAR", 2024)
    large = write_bulk(tmp_path, rows)
    assert len(large) == files
    check(large, rows)


@pytest.mark.slow
def test_two_million_rows_are_unique_too(tmp_path: Path) -> None:
    check(write_bulk(tmp_path, 2_000_000), 2_000_000)


def test_rows_counts_the_bundled_ones(folder: Path, tmp_path: Path) -> None:
    bundled = sum(row_count(path) for path in folder.iterdir() if not any(word in path.name for word in FORMS))
    written = write_sample(tmp_path, rows=bundled + 10)
    added = {path.name for path in written} - {path.name for path in folder.iterdir()}
    assert added == {"EMP_TEMP_SEX_ECO_NB_A-20260601T0500.csv.gz"}
    assert row_count(tmp_path / added.pop()) == 10


def test_more_rows_than_there_can_be_are_refused(tmp_path: Path) -> None:
    assert capacity() > 100_000_000
    with pytest.raises(WarehouseError, match="Ask for a smaller number"):
        write_bulk(tmp_path, capacity() + 1)


@pytest.mark.parametrize("rows", [1, 1000])
def test_one_dataset_has_exactly_so_many_rows_and_lands(settings: Settings, tmp_path: Path, rows: int) -> None:
    [landed] = land_paths(settings, [write_one(tmp_path, rows)])
    assert (landed.outcome, landed.row_count) == ("loaded", rows)
    with pytest.raises(WarehouseError, match="Ask for a smaller number"):
        write_one(tmp_path, 10**9)


def test_the_command_writes_into_landing_and_names_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    monkeypatch.setenv("DWSC_HOME", str(tmp_path / "home"))
    app = typer.Typer()
    app.command()(sample)
    result = CliRunner().invoke(app, [])
    assert result.exit_code == 0, result.output
    landing = sorted(path.name for path in (tmp_path / "home" / "landing").iterdir())
    assert landing == sorted(path.name for path in folder.iterdir())
    assert all(name in result.output for name in landing)
    assert f"DWSC_HOME={tmp_path / 'home'} dwsc run" in result.output


def test_a_place_that_cannot_be_written_is_said_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file stands where the folder should be")
    app = typer.Typer()
    app.command()(sample)
    result = CliRunner().invoke(app, ["--output", str(tmp_path / "taken")])
    assert isinstance(result.exception, HomeError)
    assert "The sample could not be written" in str(result.exception)
