"""Ratings of earlier releases are read for comparison; whatever is wrong with one of them, a run goes on without it."""

import json
import logging
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from warehouse.release.files import write_sums
from warehouse.release.pointer import database_name
from warehouse.released_progress import PROGRESS_COLUMNS, write_released_progress
from warehouse.settings import Settings

DAY = date(2025, 3, 1)
RATED = dict.fromkeys(PROGRESS_COLUMNS[2:]) | {
    "indicator_id": "OI02", "indicator_version_no": 1, "reference_area_code": "KEN", "disaggregation": "total",
    "year": 2023, "method": "linear", "value": 0.1 + 0.2, "ratio": 1 / 3, "class": "limited", "is_proposed": True,
    "is_latest": True,
}  # fmt: skip
FILES = ("progress", "indicators")


def _release(settings: Settings, release_id: str, as_of: str, rows: list[dict[str, Any]] | None = None) -> Path:
    folder = settings.releases / release_id
    tables = folder / "parquet" / "indicators"
    tables.mkdir(parents=True)
    (folder / "release.json").write_text(json.dumps({"release_id": release_id, "as_of": as_of, "is_sample": False}))
    (folder / database_name(release_id)).write_bytes(b"made")
    if rows is not None:
        parquet.write_table(pa.Table.from_pylist(rows), tables / "progress.parquet")
        current = [{"indicator_id": "OI02", "indicator_version_no": 1}]
        parquet.write_table(pa.Table.from_pylist(current), tables / "indicators.parquet")
    write_sums(folder)
    return folder


def _told(settings: Settings, folder: Path) -> list[dict[str, Any]]:
    folder.mkdir(exist_ok=True)
    write_released_progress(settings, folder, DAY)
    table = parquet.read_table(folder / "released_progress.parquet")
    assert tuple(table.column_names) == PROGRESS_COLUMNS
    assert set(table.schema.types) == {pa.string()}
    return table.to_pylist()


def test_a_new_home_has_the_file_without_rows(settings: Settings, tmp_path: Path) -> None:
    assert _told(settings, tmp_path / "inputs") == []


def test_the_latest_year_by_the_sheet_that_held_is_told_to_the_last_bit(settings: Settings, tmp_path: Path) -> None:
    others = [{"year": 2022, "is_latest": False}, {"method": "growth"}, {"indicator_version_no": 2}]
    _release(settings, "20250201_120000", "2025-02-01", [RATED, *(RATED | other for other in others)])
    [row] = _told(settings, tmp_path / "inputs")
    assert (row["release_id"], row["release_as_of"], row["year"]) == ("20250201_120000", "2025-02-01", "2023")
    assert (float(row["value"]), float(row["ratio"])) == (0.1 + 0.2, 1 / 3)
    assert (row["is_proposed"], row["target_id"]) == ("true", None)


def test_of_each_day_the_newest_release_is_read_and_no_more_than_four_days(settings: Settings, tmp_path: Path) -> None:
    for number, day in enumerate(["02-01", "02-02", "02-02", "02-03", "02-04", "03-01", "03-02"]):
        _release(settings, f"20250310_12000{number}", f"2025-{day}", [RATED])
    _release(settings, "20250310_120009", "2025-03-01")
    told = [(row["release_as_of"], row["release_id"][-1]) for row in _told(settings, tmp_path / "inputs")]
    assert told == [("2025-03-01", "5"), ("2025-02-04", "4"), ("2025-02-03", "3"), ("2025-02-02", "2")]


@pytest.mark.parametrize("damage", [*FILES, "an older form"])
def test_a_damaged_release_is_left_out_with_a_reason_and_the_one_before_stands_in(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    _release(settings, "20250201_120000", "2025-02-01", [RATED])
    if damage in FILES:
        damaged = _release(settings, "20250202_120000", "2025-02-01", [RATED])
        path = damaged / "parquet" / "indicators" / f"{damage}.parquet"
        path.write_bytes(b"\xff" + path.read_bytes()[1:])
    else:
        _release(settings, "20250202_120000", "2025-02-01", [{"indicator_id": "OI02", "is_latest": True}])
    with caplog.at_level(logging.WARNING):
        assert [row["release_id"] for row in _told(settings, tmp_path / "inputs")] == ["20250201_120000"]
    [record] = caplog.records
    assert "20250202_120000" in record.getMessage()
