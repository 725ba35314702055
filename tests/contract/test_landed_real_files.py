"""Each real bulk file against a second reading with the csv module, which shares no code with ours.

The other layouts are in test_landed_real_layouts.py.
"""

import csv
import gzip
import hashlib
import io
import math
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from support.planted import COLUMNS, plant
from support.planted import stored as stored_rows
from warehouse.landing import Landed, land_paths
from warehouse.settings import Settings, get_settings
from warehouse.snapshots import list_origins, snapshot_path

OTHER_LAYOUTS = (".sdmx", ".ddf")
KEY = ("ref_area", "source", "indicator", "sex", "classif1", "classif2", "time")
NA = {"", "NA"}
_TEXTS = pa.schema([(name, pa.string()) for name in COLUMNS])


def _content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_content(path).decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return get_settings(home=tmp_path_factory.mktemp("real") / "home")


@pytest.fixture(scope="module")
def landed(real_data: Path, home: Settings) -> dict[str, Landed]:
    """All bulk files of the folder, landed once; no dictionary is there, so our own lists must do."""
    files = sorted(path for path in real_data.iterdir() if path.name.endswith((".csv", ".csv.gz")))
    files = [path for path in files if not any(sign in path.name for sign in OTHER_LAYOUTS)]
    return {one.path.name: one for one in land_paths(home, files)}


@pytest.fixture
def stored(home: Settings) -> Callable[[Landed], duckdb.DuckDBPyRelation]:
    """The rows of a snapshot with all columns, as text, and `row_number` from 1, read by the independent helper."""
    paths = {origin.snapshot_id: snapshot_path(home, origin) for origin in list_origins(home)}

    def read(one: Landed) -> duckdb.DuckDBPyRelation:
        rows = pa.Table.from_pylist(stored_rows(paths[one.snapshot_id]), schema=_TEXTS)
        return duckdb.from_arrow(rows.append_column("row_number", pa.array(range(1, rows.num_rows + 1))))

    return read


def test_every_bulk_file_loads(landed: dict[str, Landed]) -> None:
    assert [one.message for one in landed.values() if one.outcome != "loaded"] == []
    assert len(landed) == 27
    assert sum(one.is_partial for one in landed.values()) == sum("filtered" in name for name in landed)


def test_rows_keys_sums_nulls_and_areas_agree(
    real_data: Path, landed: dict[str, Landed], stored: Callable[[Landed], duckdb.DuckDBPyRelation]
) -> None:
    for name, one in landed.items():
        rows = _rows(real_data / name)
        values = [float(row["obs_value"]) for row in rows if row["obs_value"] not in NA]
        keys = {tuple(row.get(part) or row.get(f"{part}.label") for part in KEY) for row in rows}
        areas = {key[0] for key in keys}
        found = (
            stored(one)
            .aggregate(
                """
            count(*), count(distinct concat_ws('|', resolved_ref_area, source, source_label, sex, sex_label, classif1,
            classif1_label, classif2, classif2_label, time)), sum(cast(obs_value as double)),
            count(*) - count(obs_value), count(distinct resolved_ref_area), min(row_number), max(row_number)
            """
            )
            .fetchone()
        )
        assert (found[0], found[1], found[3], found[4], found[5], found[6]) == (
            len(rows), len(keys), len(rows) - len(values), len(areas), 1, len(rows)
        ), name  # fmt: skip
        assert math.isclose(found[2], math.fsum(values), rel_tol=1e-9), name
        assert one.row_count == len(rows)


def test_every_cell_is_kept_as_it_stands(
    real_data: Path, landed: dict[str, Landed], stored: Callable[[Landed], duckdb.DuckDBPyRelation]
) -> None:
    for name in (
        "SDG_1041_NOC_RT_A.csv", "ILR_TUMT_NOC_RT_A-filtered-2023-10-18.csv", "INJ_FATL_ECO_RT_A.csv.gz",
        "EMP_NIFL_SEX_RT_A-full-2024-04-23.csv",
    ):  # fmt: skip
        rows = _rows(real_data / name)
        columns = [column.replace(".", "_") for column in rows[0]]
        found = stored(landed[name]).order("row_number").project(", ".join(columns)).fetchall()
        expected = [
            tuple(
                None if value == "" or (value == "NA" and column not in {"ref_area", "source", "indicator"}) else value
                for column, value in row.items()
            )
            for row in rows
        ]
        assert found == expected, name


def test_the_snapshot_is_named_after_the_content(real_data: Path, landed: dict[str, Landed]) -> None:
    for name, one in landed.items():
        assert one.snapshot_id == hashlib.sha256(_content(real_data / name)).hexdigest()[:16]
        assert name.startswith(str(one.dataset_code))


def test_two_vintages_meet_on_codes_although_one_spells_a_country_otherwise(
    landed: dict[str, Landed], stored: Callable[[Landed], duckdb.DuckDBPyRelation]
) -> None:
    """Keyed by raw labels, Côte d’Ivoire and Côte d'Ivoire would be two countries: 3,427 common cells, not 3,442."""
    columns = "resolved_ref_area, sex_label, time, obs_value, ref_area_label"
    april, july = (
        {cells[:3]: cells[3:] for cells in stored(landed[name]).project(columns).fetchall()}
        for name in ("EMP_NIFL_SEX_RT_A-full-2024-04-23.csv", "EMP_NIFL_SEX_RT_A-20240726T0000.csv")
    )
    common = april.keys() & july.keys()
    assert len(common) == 3442
    assert sum(april[key][0] != july[key][0] for key in common) == 1536
    labels = [{vintage[key][1] for key in common if key[0] == "CIV"} for vintage in (april, july)]
    assert sorted(len(label) for label in labels) == [1, 1]
    assert labels[0] != labels[1]


def test_since_when_the_real_files_are_known(home: Settings, landed: dict[str, Landed]) -> None:
    known = {origin.file_name: (origin.known_from[:10], origin.known_from_rule) for origin in list_origins(home)}
    assert known["EMP_NIFL_SEX_RT_A-full-2024-04-23.csv"] == ("2024-04-23", "file_name")
    assert known["EMP_NIFL_SEX_RT_A-20240726T0000.csv"] == ("2024-07-26", "file_name")
    assert known["SDG_0831_SEX_ECO_RT_A-filtered-2023-06-11.csv"] == ("2023-06-11", "file_name")
    assert known["INJ_FATL_ECO_RT_A.csv.gz"] == ("2021-04-25", "gzip_header")
    assert known["SDG_0852_SEX_AGE_RT_A.csv"][1] == "landing_time"


def test_dictionaries_land_code_by_code(real_data: Path, settings: Settings) -> None:
    files = sorted((real_data / "dic").iterdir())
    outcomes = land_paths(settings, files)
    assert {one.outcome for one in outcomes} == {"loaded"}
    for path, origin in zip(files, list_origins(settings), strict=True):
        rows = list(csv.reader(io.StringIO(_content(path).decode("utf-8-sig"))))[1:]
        found = duckdb.read_parquet(str(snapshot_path(settings, origin))).project("code, label, sort_order").fetchall()
        assert found == [tuple(row) for row in rows], path.name
        assert origin.dataset_code == path.stem


def test_a_real_file_with_one_spoilt_cell_is_refused_at_its_line(
    real_data: Path, settings: Settings, tmp_path: Path
) -> None:
    lines = _content(real_data / "SDG_0861_SEX_RT_A.csv").decode("utf-8-sig").splitlines()
    cells = lines[4000].split(",")
    lines[4000] = ",".join([*cells[:5], "12,5", *cells[6:]])  # a decimal comma pushes the other cells to the right
    [one] = land_paths(settings, [plant(tmp_path, "\n".join(lines) + "\n", "SDG_0861_SEX_RT_A.csv")])
    assert one.outcome == "refused"
    assert "line 4001" in one.message
