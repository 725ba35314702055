"""Every real ILOSTAT file on disk, of every layout, landed with a filled register and run: loaded whole.

The second reading here uses the csv module and openpyxl and shares no code with ours.
"""

import csv
import gzip
import hashlib
import io
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import openpyxl
import pytest

from support.example_queries import examples, stale
from support.real_home import observation_files
from warehouse.release.reader import connect

KEY = ("ref_area", "source", "indicator", "sex", "classif1", "classif2", "time")


@dataclass(frozen=True)
class Independent:
    """What the csv module, or openpyxl, counts in one file."""

    rows: int
    keys: int
    total: float
    nulls: int
    areas: int


def _content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _independent(path: Path) -> Independent:
    rows = _pivot_rows(path) if path.name.startswith("CLD_") else _plain_rows(path)
    named = [[row.get(part) or row.get(f"{part}.label") or "" for part in KEY] for row in rows]
    values = [float(row["obs_value"]) for row in rows if row["obs_value"] not in {"", "NA"}]
    areas = {key[0] for key in named}
    return Independent(len(rows), len(set(map(tuple, named))), math.fsum(values), len(rows) - len(values), len(areas))


def _plain_rows(path: Path) -> list[dict[str, str]]:
    """Rows under ILOSTAT's names, whatever the layout calls them."""
    if path.suffix == ".xlsx":
        header, *lines = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
        return [dict(zip(header, ["" if cell is None else str(cell) for cell in line], strict=True)) for line in lines]
    rows = list(csv.DictReader(io.StringIO(_content(path).decode("utf-8-sig"))))
    if ".sdmx" in path.name:
        names = {"REF_AREA": "ref_area", "SOURCE": "source", "TIME_PERIOD": "time", "OBS_VALUE": "obs_value"}
        return [{ours: row[theirs] for theirs, ours in names.items()} for row in rows]
    return [row | {"obs_value": row["sdg_0882_noc_rt"]} for row in rows] if ".ddf" in path.name else rows


def _pivot_rows(path: Path) -> list[dict[str, str]]:
    """One row per cell with a value or with a status in its remark."""
    sheet, rows = openpyxl.load_workbook(path).active, []
    for line in sheet.iter_rows(min_row=7, max_col=10):
        area, source, sex, age, year = (str(cell.value) for cell in line[:5])
        for cell in line[5:]:
            if cell.value is not None or cell.comment:
                key = {"ref_area": area, "source": source, "sex": sex, "classif1": age, "classif2": cell.column_letter}
                value = "" if cell.value is None else str(cell.value)
                rows.append(key | {"time": year, "obs_value": value})
    return rows


@pytest.fixture(scope="module")
def release(real_home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    release_id = json.loads((real_home / "releases" / "current.json").read_text())["release_id"]
    database = real_home / "releases" / release_id / f"dwsc_{release_id}.duckdb"
    with connect(database) as connection:
        yield connection


@pytest.mark.real_data
def test_every_file_is_loaded(real_data: Path, release: duckdb.DuckDBPyConnection) -> None:
    loaded = {row[0] for row in release.execute("select snapshot_id from indicators.datasets").fetchall()}
    files = {path.name: hashlib.sha256(_content(path)).hexdigest()[:16] for path in observation_files(real_data)}
    assert [name for name, snapshot_id in files.items() if snapshot_id not in loaded] == []
    assert release.execute("select count(*) from quality.rejected_files").fetchone() == (0,)
    read = dict(release.execute("select source, count(*) from guide.inputs group by source").fetchall())
    assert read == {"ilostat": 33, "ilostat_dictionaries": 10, "ilostat_contents": 1, "register": 1}


@pytest.mark.real_data
def test_rows_keys_sums_and_nulls_equal_an_independent_count(
    real_data: Path, release: duckdb.DuckDBPyConnection
) -> None:
    compared = 0
    for path in observation_files(real_data):
        expected = _independent(path)
        rows, keys, total, nulls, areas = release.execute(
            """
            select
                count(*),
                count(distinct (
                    reference_area_code, coalesce(source_code, source_label), coalesce(sex_code, sex_label),
                    coalesce(classification_1_code, classification_1_label),
                    coalesce(classification_2_code, classification_2_label), time_period
                )),
                sum(value),
                count(*) - count(value),
                count(distinct reference_area_code)
            from indicators.observation_vintages where snapshot_id = ?
            """,
            [hashlib.sha256(_content(path)).hexdigest()[:16]],
        ).fetchone()
        assert (rows, keys, nulls, areas) == (expected.rows, expected.keys, expected.nulls, expected.areas), path.name
        assert math.isclose(total, expected.total, rel_tol=1e-9, abs_tol=1e-6), path.name
        compared += 1
    assert compared == 33


@pytest.mark.real_data
def test_a_partial_extract_never_passes_for_the_whole(release: duckdb.DuckDBPyConnection) -> None:
    partial = release.execute(
        "select dataset_code, file_name, is_current from indicators.datasets where is_partial"
    ).fetchall()
    others = {name for _, name, _ in partial if "filtered" not in name and "latest" not in name}
    assert others == {"SDG_0882_NOC_RT_A.ddf.csv", "UNE_TUNE_SEX_AGE_NB_Q-20250624T1317.xlsx"}
    shown = dict(
        release.execute("select dataset_code, bool_or(is_partial) from indicators.observations group by 1").fetchall()
    )
    assert shown["SDG_0831_SEX_ECO_RT_A"] is False, "the complete file wins over the 13-country extract"
    assert shown["ILR_TUMT_NOC_RT_A"] is False
    assert shown["EMP_2EMP_SEX_ECO_NB_A"] is True, "only an extract is there: shown, and marked"


@pytest.mark.real_data
def test_observations_hold_the_latest_vintage(release: duckdb.DuckDBPyConnection) -> None:
    rows, values = release.execute(
        "select count(*), count(value) from indicators.observations where dataset_code = 'EMP_NIFL_SEX_RT_A'"
    ).fetchone()
    assert rows == 3559, "the July 2024 file, not the April one and not both"
    assert values <= rows


@pytest.mark.real_data
def test_aggregates_and_countries_are_told_apart(real_data: Path, release: duckdb.DuckDBPyConnection) -> None:
    """XA1 is an aggregate too: one that came after X99, so a rule of "X and two digits" takes it for a country."""
    with (real_data / "SDG_1041_NOC_RT_A.csv").open(encoding="utf-8-sig") as handle:
        codes = {row["ref_area"] for row in csv.DictReader(handle)}
    aggregates = {code for code in codes if code.startswith("X")}
    counted = dict(
        release.execute(
            """
            select area_type, count(distinct reference_area_code)
            from indicators.observations inner join indicators.reference_areas using (reference_area_code)
            where dataset_code = 'SDG_1041_NOC_RT_A' group by 1
            """
        ).fetchall()
    )
    assert (
        counted
        == {"country": len(codes - aggregates), "aggregate": len(aggregates)}
        == {
            "country": 189,
            "aggregate": 87,
        }
    )


@pytest.mark.real_data
def test_the_register_counts(release: duckdb.DuckDBPyConnection) -> None:
    statuses = release.execute(
        """
        select phase_id, status from monitoring.milestone_status
        where reading = 'primary' and phase_id in ('O01-S1', 'O04-S2')
        """
    ).fetchall()
    assert sorted(statuses) == [("O01-S1", "achieved_on_time"), ("O04-S2", "overdue")]


@pytest.mark.real_data
def test_every_example_query_runs(release: duckdb.DuckDBPyConnection) -> None:
    assert not stale(release, examples(release))
