"""What earlier releases said is read for comparison; whatever is wrong with one of them, a run goes on without it."""

import json
import logging
import time
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest

from warehouse.raw_rows import write_rows
from warehouse.release.files import write_sums
from warehouse.release.pointer import database_name
from warehouse.released import FIGURE_COLUMNS, INPUT_COLUMNS, RELEASED_COLUMNS, write_released
from warehouse.settings import Settings

DAY = date(2025, 3, 1)
FIGURE = {"figure_id": "f1", "table_name": "milestone_status", "measure": "status", "value": "overdue"}


def _release(settings: Settings, release_id: str, as_of: str, rows: list[dict[str, str]] | None = None) -> Path:
    folder = settings.releases / release_id
    (folder / "parquet" / "monitoring").mkdir(parents=True)
    read = [{"source": "register", "snapshot_id": "aa"}, {"source": "ilostat", "snapshot_id": "bb"}]
    said = {"release_id": release_id, "as_of": as_of, "is_sample": False, "inputs": read}
    (folder / "release.json").write_text(json.dumps(said))
    (folder / database_name(release_id)).write_bytes(b"made")
    if rows is not None:
        write_rows(folder / "parquet" / "monitoring" / "figures.parquet", rows, FIGURE_COLUMNS)
    write_sums(folder)
    return folder


def _told(settings: Settings, folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    folder.mkdir(exist_ok=True)
    write_released(settings, folder, DAY)
    figures = parquet.read_table(folder / "released_figures.parquet")
    inputs = parquet.read_table(folder / "released_inputs.parquet")
    assert (tuple(figures.column_names), tuple(inputs.column_names)) == (RELEASED_COLUMNS, INPUT_COLUMNS)
    return figures.to_pylist(), inputs.to_pylist()


def test_a_new_home_has_both_files_without_rows(settings: Settings, tmp_path: Path) -> None:
    assert _told(settings, tmp_path / "inputs") == ([], [])


def test_releases_up_to_the_day_are_told_with_the_registers_they_read(settings: Settings, tmp_path: Path) -> None:
    _release(settings, "20250201_120000", "2025-02-01", [FIGURE])
    _release(settings, "20250301_120000", "2025-03-01", [FIGURE | {"value": "not_due"}])
    _release(settings, "20250302_120000", "2025-03-02", [FIGURE])
    figures, inputs = _told(settings, tmp_path / "inputs")
    assert [(row["release_id"], row["release_as_of"], row["value"]) for row in figures] == [
        ("20250201_120000", "2025-02-01", "overdue"),
        ("20250301_120000", "2025-03-01", "not_due"),
    ]
    assert [(row["release_id"], row["snapshot_id"]) for row in inputs] == [
        ("20250201_120000", ""), ("20250201_120000", "aa"), ("20250301_120000", ""), ("20250301_120000", "aa")
    ]  # fmt: skip


def test_a_release_made_before_there_were_figures_is_passed_over(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _release(settings, "20250201_120000", "2025-02-01")
    with caplog.at_level(logging.WARNING):
        assert _told(settings, tmp_path / "inputs") == ([], [])
    assert not caplog.records


@pytest.mark.parametrize("damage", ["figures.parquet", "SHA256SUMS", "release.json", "same sums"])
def test_a_damaged_release_is_left_out_with_a_reason(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    folder = _release(settings, "20250201_120000", "2025-02-01", [FIGURE])
    _release(settings, "20250202_120000", "2025-02-02", [FIGURE])
    [damaged] = folder.rglob("figures.parquet" if damage == "same sums" else damage)
    damaged.write_bytes(b"\xff" + damaged.read_bytes()[1:-9])
    if damage == "same sums":
        (folder / "SHA256SUMS").unlink()
        write_sums(folder)
    with caplog.at_level(logging.WARNING):
        figures, inputs = _told(settings, tmp_path / "inputs")
    assert {row["release_id"] for row in figures + inputs} == {"20250202_120000"}
    [record] = caplog.records
    assert "20250201_120000" in record.getMessage()


def test_a_hundred_releases_take_a_moment(settings: Settings, tmp_path: Path) -> None:
    rows = [FIGURE | {"figure_id": f"f{number}", "measure": str(number % 9)} for number in range(4_000)]
    for number in range(100):
        _release(settings, f"20250201_{120000 + number}", "2025-02-01", rows)
    started = time.monotonic()
    figures, _ = _told(settings, tmp_path / "inputs")
    assert len(figures) == 400_000
    assert time.monotonic() - started < 20
