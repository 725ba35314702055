"""The release that a run is compared with: the current one, unless it is of other data, a later day, or unreadable."""

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from expectations.previous import observations_before
from warehouse.settings import Settings

COLUMNS = (
    "'X_A' as dataset_code, 'AFG' as reference_area_code, 'BA:1' as source_code, 'SEX_T' as sex_code, "
    "null as classification_1_code, null as classification_2_code, '2024' as time_period, 2024 as year, "
    "1.0 as value, 's' as snapshot_id"
)


def _publish(settings: Settings, release_id: str, as_of: str, select: str = f"select {COLUMNS}") -> Path:
    """What is needed of a release to be compared with."""
    folder = settings.releases / release_id
    path = folder / "parquet" / "indicators" / "observations.parquet"
    path.parent.mkdir(parents=True)
    duckdb.execute(f"copy ({select}) to '{path}' (format parquet)")
    (folder / f"dwsc_{release_id}.duckdb").touch()
    manifest = {"release_id": release_id, "as_of": as_of, "is_sample": True}
    (folder / "release.json").write_text(json.dumps(manifest))
    (settings.releases / "current.json").write_text(json.dumps({"release_id": release_id}))
    return path


def _why_not(settings: Settings, as_of: date = date(2026, 6, 30), *, is_sample: bool = True) -> str:
    path, why_not = observations_before(settings, as_of, is_sample=is_sample)
    assert path is None
    return why_not


def test_without_a_release_there_is_nothing_to_compare_with(settings: Settings) -> None:
    assert _why_not(settings) == "there is no earlier release"


@pytest.mark.parametrize("as_of", ["2026-06-30", "2026-01-01"])
def test_the_current_release_is_compared_with(settings: Settings, as_of: str) -> None:
    _publish(settings, "20260101_000000", "2025-12-31")
    path = _publish(settings, "20260701_000000", as_of)
    assert observations_before(settings, date(2026, 6, 30), is_sample=True) == (path, "")


def test_one_of_a_later_day_or_of_other_data_is_not(settings: Settings) -> None:
    _publish(settings, "20260701_000000", "2026-06-30")
    assert "as of a later day, 2026-06-30" in _why_not(settings, date(2026, 6, 29))
    assert "of other data" in _why_not(settings, is_sample=False)


def test_one_that_cannot_be_read_or_has_no_such_rows_stops_no_run(settings: Settings) -> None:
    path = _publish(settings, "20260701_000000", "2026-06-30", f"select {COLUMNS} where false")
    assert "no such observations" in _why_not(settings)
    path.write_bytes(b"PAR1 damaged")
    assert "no such observations" in _why_not(settings)
    path.unlink()
    assert "no such observations" in _why_not(settings)
    (settings.releases / "current.json").write_text("{")
    assert "cannot be read" in _why_not(settings)


def test_one_made_before_a_column_was_there_is_not(settings: Settings) -> None:
    _publish(settings, "20260701_000000", "2026-06-30", "select 'X_A' as dataset_code, 2024 as year")
    assert "no such observations" in _why_not(settings)
