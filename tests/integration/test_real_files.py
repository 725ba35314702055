"""Every real ILOSTAT file on disk, landed with a filled register and run: loaded whole, or refused for a true reason.

The second reading here uses the csv module and shares no code with ours.
"""

import csv
import gzip
import hashlib
import io
import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pytest

from warehouse.settings import PROJECT_ROOT
from warehouse.sources.register.template import write_register

DWSC = Path(sys.executable).parent / "dwsc"
NOT_BULK = ("sdmx", "ddf")  # read by a later version; refused with a clear message until then
KEY = ("ref_area", "source", "indicator", "sex", "classif1", "classif2", "time")
REPORTS = [
    {
        "phase_id": "O01-S1",
        "output_id": "O01",
        "reporting_period_id": "2023H2",
        "status": "completed",
        "actual_date": "2023-11-30",
        "evidence_link": "https://example.org/plan",
        "reporter": "Unit A",
    },
    {
        "phase_id": "O04-S2",
        "output_id": "O04",
        "reporting_period_id": "2024H2",
        "status": "in_progress",
        "forecast_date": "2025-06-30",
        "reason": "more countries than planned",
        "reporter": "Unit A",
    },
]


@dataclass(frozen=True)
class Independent:
    """What the csv module counts in one file."""

    rows: int
    keys: int
    total: float
    nulls: int
    areas: int


def _content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _independent(path: Path) -> Independent:
    rows = list(csv.DictReader(io.StringIO(_content(path).decode("utf-8-sig"))))
    named = [[row.get(part) or row.get(f"{part}.label") or "" for part in KEY] for row in rows]
    values = [float(row["obs_value"]) for row in rows if row["obs_value"] not in {"", "NA"}]
    areas = {key[0] for key in named}
    return Independent(len(rows), len(set(map(tuple, named))), math.fsum(values), len(rows) - len(values), len(areas))


def _bulk_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.endswith((".csv", ".csv.gz")))


def _dwsc(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"DWSC_HOME": str(home)}
    return subprocess.run([DWSC, *arguments], env=environment, capture_output=True, text=True, cwd=PROJECT_ROOT)


@pytest.fixture(scope="module")
def real_home(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which all real files and a filled register were landed and published, once for this module."""
    home = tmp_path_factory.mktemp("real")
    register = home.parent / "register.xlsx"
    write_register(register, REPORTS, submitted_on=date(2025, 1, 31), reporter="Unit A", data_kind="real")
    landed = _dwsc(home, "land", *map(str, _bulk_files(real_data)), str(register))
    assert landed.returncode == 1, "three SDMX-CSV files and one DDF file are refused, so the command says 1"
    ran = _dwsc(home, "run")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return home


@pytest.fixture(scope="module")
def release(real_home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    release_id = json.loads((real_home / "releases" / "current.json").read_text())["release_id"]
    database = real_home / "releases" / release_id / f"dwsc_{release_id}.duckdb"
    with duckdb.connect(str(database), read_only=True) as connection:
        yield connection


@pytest.mark.real_data
def test_each_file_is_loaded_or_refused_for_a_true_reason(real_data: Path, release: duckdb.DuckDBPyConnection) -> None:
    loaded = {row[0] for row in release.execute("select snapshot_id from indicators.datasets").fetchall()}
    refused = dict(release.execute("select file_name, message from quality.rejected_files").fetchall())
    for path in _bulk_files(real_data):
        snapshot_id = hashlib.sha256(_content(path)).hexdigest()[:16]
        if any(word in path.name for word in NOT_BULK):
            assert path.name in refused
            assert ("DDF" if "ddf" in path.name else "SDMX") in refused[path.name]
        else:
            assert snapshot_id in loaded, path.name
            assert path.name not in refused


@pytest.mark.real_data
def test_rows_keys_sums_and_nulls_equal_an_independent_count(
    real_data: Path, release: duckdb.DuckDBPyConnection
) -> None:
    compared = 0
    for path in _bulk_files(real_data):
        if any(word in path.name for word in NOT_BULK):
            continue
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
    assert compared == 27


@pytest.mark.real_data
def test_a_partial_extract_never_passes_for_the_whole(release: duckdb.DuckDBPyConnection) -> None:
    partial = release.execute(
        "select dataset_code, file_name, is_current from indicators.datasets where is_partial"
    ).fetchall()
    assert all("filtered" in name or "latest" in name for _, name, _ in partial)
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
