"""What happens around a file: nothing twice, nothing half, nothing lost, sample and real never together."""

import contextlib
import gzip
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from support.planted import GOOD, HEADER, NAME, land_one, plant, stored, text
from warehouse import landing
from warehouse.errors import SnapshotError
from warehouse.landing import land_folder, land_paths
from warehouse.raw_tables import ILOSTAT_COLUMNS
from warehouse.settings import PROJECT_ROOT, Settings
from warehouse.snapshots import incoming, list_origins, snapshot_path

SAMPLE = text(*(row + ("" if row.endswith(",") else "_") + "Z0:1" for row in GOOD))
ROWS = 100_000
LAND = """
import sys
from pathlib import Path
from warehouse.errors import WarehouseError
from warehouse.landing import land_paths
from warehouse.settings import get_settings
try:
    [landed] = land_paths(get_settings(home=Path(sys.argv[1])), [Path(sys.argv[2])])
    sys.exit(landed.message)
except WarehouseError as error:
    sys.exit(f"{type(error).__name__}: {error}")
"""


def _large(tmp_path: Path, rows: int = ROWS) -> Path:
    lines = [f"FRA,BA:1,SDG_0852_SEX_AGE_RT,SEX_T,C{number},2020,{number / 7},," for number in range(rows)]
    return plant(tmp_path, text(*lines))


def test_a_snapshot_has_the_columns_of_the_contract_and_its_origin(settings: Settings, tmp_path: Path) -> None:
    landed = land_one(settings, plant(tmp_path, text()))
    [origin] = list_origins(settings)
    path = snapshot_path(settings, origin)
    assert path == settings.snapshots_folder / "ilostat" / "SDG_0852_SEX_AGE_RT_A" / f"{landed.snapshot_id}.parquet"
    rows = stored(path)
    assert [row["obs_value"] for row in rows] == ["8.1", "8.2", None]
    assert {row["resolved_ref_area"] for row in rows} == {"FRA", "NAM"}
    schema = parquet.read_schema(path)
    assert set(schema.types) == {pa.string()}
    assert schema.names == HEADER.split(","), "what the file has not is not written: it is read as null"
    ids = [int(field.metadata[b"PARQUET:field_id"]) for field in schema]
    assert ids == [ILOSTAT_COLUMNS.index(name) for name in schema.names]
    assert (origin.row_count, origin.key_count, origin.layout, origin.is_sample) == (3, 3, "code", False)
    assert not incoming(settings).exists()


def test_the_same_content_is_one_snapshot_whatever_it_is_called_or_how_it_is_packed(
    settings: Settings, tmp_path: Path
) -> None:
    first = land_one(settings, plant(tmp_path, text()))
    packed = [gzip.compress(text().encode(), level, mtime=stamp) for level, stamp in ((1, 0), (9, 1_700_000_000))]
    again = [
        land_one(settings, plant(tmp_path, content, f"copy_{number}.csv.bin")) for number, content in enumerate(packed)
    ]
    assert [landed.outcome for landed in again] == ["known", "known"]
    assert {landed.snapshot_id for landed in again} == {first.snapshot_id}
    assert len(list_origins(settings)) == 1


@pytest.mark.fault(30)
def test_a_changed_file_is_a_second_snapshot_beside_the_first(settings: Settings, tmp_path: Path) -> None:
    land_one(settings, plant(tmp_path, text()))
    land_one(settings, plant(tmp_path, text().replace("8.1", "8.3")))
    assert len({origin.snapshot_id for origin in list_origins(settings)}) == 2
    assert len({origin.dataset_code for origin in list_origins(settings)}) == 1


@pytest.mark.parametrize(
    ("first", "second", "is_partial"),
    [("SDG_0852_SEX_AGE_RT_A-filtered.csv", NAME, True), (NAME, "SDG_0852_SEX_AGE_RT_A-filtered.csv", False)],
)
def test_the_mark_of_the_first_name_stays_and_a_warning_says_so(
    settings: Settings, tmp_path: Path, first: str, second: str, is_partial: bool
) -> None:
    land_one(settings, plant(tmp_path, text(), first))
    landed = land_one(settings, plant(tmp_path, text(), second))
    assert landed.outcome == "known"
    assert landed.is_partial is is_partial
    assert first in landed.warnings[0]
    assert [origin.is_partial for origin in list_origins(settings)] == [is_partial]


def test_a_file_from_elsewhere_stays_and_one_from_landing_moves(settings: Settings, tmp_path: Path) -> None:
    elsewhere = plant(tmp_path, text())
    land_one(settings, elsewhere)
    assert elsewhere.exists()
    plant(settings.landing, text().replace("8.1", "8.3"))
    plant(settings.landing, "<html>", "page.csv")
    outcomes = {landed.path.name: landed.outcome for landed in land_folder(settings)}
    assert outcomes == {NAME: "loaded", "page.csv": "refused"}
    [accepted] = (settings.landing / "accepted").iterdir()
    assert accepted.name.endswith(f"_{NAME}")
    assert [path.name for path in settings.landing.iterdir()] == ["accepted"]
    assert [path for path in settings.rejected.iterdir() if path.name.endswith("page.csv")]


def test_a_refused_file_dropped_again_is_taken_away_once_more(settings: Settings) -> None:
    for _ in range(2):
        plant(settings.landing, "<html>", "page.csv")
        assert [landed.outcome for landed in land_folder(settings)] == ["refused"]
        assert not list(settings.landing.iterdir())


@pytest.mark.fault(26)
def test_unfinished_hidden_and_linked_files_wait(settings: Settings, tmp_path: Path) -> None:
    for name in (".hidden.csv", "~$register.xlsx", "download.csv.part", "x.partial"):
        plant(settings.landing, text(), name)
    (settings.landing / "folder").mkdir()
    (settings.landing / "link.csv").symlink_to(plant(tmp_path, text()))
    assert land_folder(settings) == []
    assert len(list(settings.landing.iterdir())) == 6


def test_a_folder_given_by_name_is_landed_file_by_file(settings: Settings, tmp_path: Path) -> None:
    plant(tmp_path / "drop", text(), "a.csv")
    plant(tmp_path / "drop", "<html>", "b.csv")
    landed = land_paths(settings, [tmp_path / "drop"])
    assert [(one.path.name, one.outcome) for one in landed] == [("a.csv", "loaded"), ("b.csv", "refused")]


def test_sample_and_real_data_never_share_a_home(settings: Settings, tmp_path: Path) -> None:
    assert land_one(settings, plant(tmp_path, SAMPLE)).outcome == "loaded"
    assert [origin.is_sample for origin in list_origins(settings)] == [True]
    assert land_one(settings, plant(tmp_path, text(), "real.csv")).outcome == "refused"
    dictionary = plant(tmp_path, "sex,sex.label\nSEX_T,Total\n", "sex_en.csv")
    assert land_one(settings, dictionary).outcome == "loaded", "a dictionary holds no figures"


def test_a_file_of_which_only_some_rows_are_marked_is_refused(settings: Settings, tmp_path: Path) -> None:
    landed = land_one(settings, plant(tmp_path, text(GOOD[0] + "_Z0:1", *GOOD[1:])))
    assert "1 of its 3 rows" in landed.message


def test_a_note_that_only_looks_like_the_mark_is_none(settings: Settings, tmp_path: Path) -> None:
    land_one(settings, plant(tmp_path, text(*(row.replace("R1:3513", "") + "Z0:12" for row in GOOD))))
    assert [origin.is_sample for origin in list_origins(settings)] == [False]


def test_the_mark_is_read_in_label_files_too(settings: Settings, tmp_path: Path) -> None:
    header = HEADER.replace("note_source", "note_source.label")
    rows = [row.replace("R1:3513", "") + "Repository: X | Invented sample data" for row in GOOD]
    land_one(settings, plant(tmp_path, text(*rows, header=header)))
    assert [origin.is_sample for origin in list_origins(settings)] == [True]


@pytest.mark.fault(23)
@pytest.mark.parametrize("rest", ["FRA,BA:1", "FRA,BA:1,SDG_0852_SEX_AGE_RT,SEX_O,AGE_YTHADULT_YGE15,2020,1,,\n"])
def test_a_file_that_changes_while_it_is_read_waits(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rest: str
) -> None:
    """Else the checksum of one version could stand over the rows of another."""
    path, real = plant(tmp_path, text()), landing.read_source

    def read_while_it_grows(*given: Any, **named: Any) -> Any:
        with path.open("a") as handle:
            handle.write(rest)
        return real(*given, **named)

    monkeypatch.setattr(landing, "read_source", read_while_it_grows)
    assert "still being written" in land_one(settings, path).message
    assert not settings.rejected.exists()
    assert list_origins(settings) == []
    monkeypatch.undo()
    assert land_one(settings, path).outcome in {"loaded", "refused"}


@pytest.mark.fault(32)
def test_a_damaged_origin_is_named(settings: Settings, tmp_path: Path) -> None:
    land_one(settings, plant(tmp_path, text()))
    [path] = settings.snapshots_folder.rglob("*.origin.json")
    path.write_text("{")
    with pytest.raises(SnapshotError, match="is damaged"):
        list_origins(settings)


@pytest.mark.fault(32)
def test_a_snapshot_that_is_gone_is_named(settings: Settings, tmp_path: Path) -> None:
    land_one(settings, plant(tmp_path, text()))
    [path] = settings.snapshots_folder.rglob("*.parquet")
    path.unlink()
    with pytest.raises(SnapshotError, match="is gone"):
        list_origins(settings)


def _child(settings: Settings, path: Path, limit: int | None = None) -> str:
    def starve() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    ended = subprocess.run(
        [sys.executable, "-c", LAND, str(settings.home), str(path)],
        cwd=PROJECT_ROOT, capture_output=True, text=True, preexec_fn=starve,
    )  # fmt: skip
    return ended.stderr


@pytest.mark.fault(2)
@pytest.mark.parametrize("limit", [1, 4096, 100_000])
def test_a_full_disk_is_one_sentence_and_leaves_no_half_snapshot(
    settings: Settings, tmp_path: Path, limit: int
) -> None:
    path = _large(tmp_path)
    said = _child(settings, path, limit)
    assert said.startswith("WarehouseError: The disk that holds"), said[-500:]
    assert "Free some space" in said
    assert list_origins(settings) == []
    assert not list(settings.snapshots_folder.glob("*/*/*.parquet"))
    assert land_one(settings, path).outcome == "loaded"


@pytest.mark.fault(2)
def test_a_full_disk_while_a_bad_file_is_put_away_is_told_too(settings: Settings, tmp_path: Path) -> None:
    path = plant(tmp_path, "<html>" + "x" * 100_000)
    assert "WarehouseError: The disk that holds" in _child(settings, path, 50_000)
    assert land_one(settings, path).outcome == "refused"
    assert len(list(settings.rejected.glob("*.reason.json"))) == 1


@pytest.mark.fault(1)
@pytest.mark.parametrize("delay", [0.0, 0.08, 0.25])
def test_killed_anywhere_the_next_landing_is_whole(settings: Settings, tmp_path: Path, delay: float) -> None:
    path = _large(tmp_path)
    child = subprocess.Popen([sys.executable, "-c", LAND, str(settings.home), str(path)], cwd=PROJECT_ROOT)
    deadline = time.monotonic() + 30
    while not incoming(settings).exists() and child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(delay)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child.pid, signal.SIGKILL)
    child.wait()
    landed = land_one(settings, path)
    assert landed.outcome in {"loaded", "known"}
    [origin] = list_origins(settings)
    counted = duckdb.sql(f"select count(*) from read_parquet('{snapshot_path(settings, origin)}')").fetchone()
    assert counted == (ROWS,)
    assert not incoming(settings).exists()


def test_a_parquet_file_without_origin_does_not_exist(settings: Settings, tmp_path: Path) -> None:
    path = plant(tmp_path, text())
    land_one(settings, path)
    [origin] = settings.snapshots_folder.rglob("*.origin.json")
    saved = json.loads(origin.read_text())
    origin.unlink()
    assert list_origins(settings) == []
    assert land_one(settings, path).outcome == "loaded"
    assert json.loads(origin.read_text())["sha256"] == saved["sha256"]
