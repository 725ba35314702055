"""What a run reads: what was known on the as-of date, the same every time."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as parquet
import pytest

from support.planted import GOOD, plant, text
from warehouse.errors import SnapshotError, WarehouseError
from warehouse.inputs import agreed_as_of, default_as_of, fingerprint, write_inputs
from warehouse.landing import land_paths
from warehouse.raw_tables import AREA_COLUMNS, DICTIONARY_COLUMNS, ILOSTAT_COLUMNS, REGISTER_COLUMNS
from warehouse.rejected import Rejection
from warehouse.sample import SAMPLE_AS_OF
from warehouse.settings import Settings
from warehouse.snapshots import Origin

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EARLY, LATE = "SDG_0852_SEX_AGE_RT_A-full-2023-04-23.csv", "SDG_0852_SEX_AGE_RT_A-full-2024-04-23.csv"
AS_OF = date(2026, 11, 22)


@pytest.fixture
def filled(settings: Settings, tmp_path: Path) -> Settings:
    """A home with two vintages and one refused file."""
    files = [
        plant(tmp_path, text(), EARLY),
        plant(tmp_path, text().replace("8.1", "8.4"), LATE),
        plant(tmp_path, "<html>", "page.csv"),
    ]
    land_paths(settings, files, now=NOW)
    return settings


def test_every_file_that_dbt_reads_is_there_with_its_columns(filled: Settings) -> None:
    inputs = write_inputs(filled, "run_1", AS_OF)
    assert inputs.folder == filled.runs / "run_1" / "inputs"
    columns = {path.name: parquet.read_schema(path).names for path in inputs.folder.glob("*.parquet")}
    assert columns["snapshots.parquet"] == [*Origin.model_fields, "path", "stored_row_count"]
    assert columns["rejected_files.parquet"] == list(Rejection.model_fields)
    assert columns["ilostat_none.parquet"] == list(ILOSTAT_COLUMNS)
    assert columns["ilostat_dictionaries_none.parquet"] == list(DICTIONARY_COLUMNS)
    assert columns["ilostat_areas_none.parquet"] == list(AREA_COLUMNS)
    assert columns["register_none.parquet"] == list(REGISTER_COLUMNS)
    assert parquet.read_metadata(inputs.folder / "check_results.parquet").num_rows == 0
    [rejection] = parquet.read_table(inputs.folder / "rejected_files.parquet").to_pylist()
    assert rejection["file_name"] == "page.csv"
    assert inputs.snapshot_count == 2
    assert inputs.is_sample is False
    rows = parquet.read_table(inputs.folder / "snapshots.parquet").to_pylist()
    assert all(Path(row["path"]).is_file() for row in rows)
    assert all(row["stored_row_count"] == row["row_count"] > 0 for row in rows)


def test_a_snapshot_counts_from_the_day_it_was_known(filled: Settings) -> None:
    counts = {day: write_inputs(filled, f"run_{day}", day).snapshot_count for day in (
        date(2023, 4, 22), date(2023, 4, 23), date(2024, 4, 22), date(2024, 4, 23)
    )}  # fmt: skip
    assert list(counts.values()) == [0, 1, 1, 2]


def test_an_empty_home_is_a_run_over_nothing(settings: Settings) -> None:
    inputs = write_inputs(settings, "run_1", AS_OF)
    assert (inputs.snapshot_count, inputs.is_sample) == (0, False)
    assert parquet.read_metadata(inputs.folder / "snapshots.parquet").num_rows == 0


def test_the_fingerprint_follows_what_decides_a_figure_and_nothing_else(
    filled: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = fingerprint(filled, AS_OF)
    assert write_inputs(filled, "run_2", AS_OF).fingerprint == first
    assert fingerprint(filled, date(2024, 1, 1)) != first
    assert fingerprint(filled.model_copy(update={"release_vintages": 1}), AS_OF) != first
    assert fingerprint(filled.model_copy(update={"stale_years": 4}), AS_OF) != first
    land_paths(filled, [plant(tmp_path, "<html>", "page.csv"), plant(tmp_path, text(), "again.csv")], now=NOW)
    assert fingerprint(filled, AS_OF) == first, "the same content and the same refusal again change nothing"
    land_paths(filled, [plant(tmp_path, text().replace("8.1", "8.5"), "new.csv")], now=NOW)
    assert fingerprint(filled, AS_OF) != first
    second = fingerprint(filled, AS_OF)
    monkeypatch.setattr("warehouse.inputs.code_fingerprint", lambda: "other code")
    assert fingerprint(filled, AS_OF) != second


def test_the_same_content_in_another_home_has_the_same_fingerprint(filled: Settings, tmp_path: Path) -> None:
    other = filled.model_copy(update={"home": tmp_path / "other"})
    files = [plant(tmp_path, text(), EARLY), plant(tmp_path, text().replace("8.1", "8.4"), LATE)]
    land_paths(other, [*files, plant(tmp_path, "<html>", "page.csv")], now=NOW - timedelta(days=30))
    assert fingerprint(other, AS_OF) == fingerprint(filled, AS_OF)


def test_a_sample_home_has_its_own_as_of_date(settings: Settings, tmp_path: Path) -> None:
    assert default_as_of(settings) == datetime.now(UTC).date()
    land_paths(settings, [plant(tmp_path, "sex,sex.label\nSEX_T,Total\n", "sex_en.csv")])
    land_paths(settings, [plant(tmp_path, text(*(row.replace("R1:3513", "") + "Z0:1" for row in GOOD)), EARLY)])
    assert default_as_of(settings) == SAMPLE_AS_OF
    assert write_inputs(settings, "run_1", SAMPLE_AS_OF).is_sample is True


def test_a_flipped_bit_in_a_snapshot_stops_the_run_before_it_builds(filled: Settings) -> None:
    """Parquet gives a wrong figure and no error for most flipped bits."""
    snapshot = sorted((filled.snapshots_folder / "ilostat").rglob("*.parquet"))[0]
    content = bytearray(snapshot.read_bytes())
    content[len(content) // 3] ^= 1
    snapshot.write_bytes(content)
    with pytest.raises(SnapshotError, match=f"{snapshot.name} is damaged"):
        write_inputs(filled, "run_1", AS_OF)


def test_a_day_to_come_is_no_as_of_date(settings: Settings) -> None:
    """A run as of 2030 was published once, with every phase to come called not reported."""
    today = datetime.now(UTC).date()
    with pytest.raises(WarehouseError, match="lies ahead"):
        agreed_as_of(settings, today + timedelta(days=1))
    assert agreed_as_of(settings, today) == today
