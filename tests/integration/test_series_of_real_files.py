"""What an observation is, where series break, which series stand and what is covered: real files, worked out again.

The second reading goes through the rows of the snapshots with Python and pandas; it shares no SQL and no rule with dbt.
"""

import csv
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from support import second_reading
from warehouse.settings import PROJECT_ROOT

Key = tuple[str, int]  # snapshot and row


@pytest.fixture(scope="module")
def built(real_home: Path) -> Path:
    """Where the build file lies that holds the tables of every real file."""
    return real_home


def read(built: Path, sql: str) -> pd.DataFrame:
    with duckdb.connect(str(built / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql).df()


@pytest.fixture(scope="module")
def rows(built: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of each snapshot as landing left them, as text."""
    frame = read(built, "select * from raw.ilostat order by snapshot_id, row_number")
    frame = frame.astype(object).where(frame.notna(), None)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in frame.to_dict("records"):
        found[row["snapshot_id"]].append(row)
    return found


@pytest.fixture(scope="module")
def datasets(built: Path) -> dict[str, dict[str, Any]]:
    frame = read(built, "select * from raw.snapshots where source = 'ilostat'").astype(object)
    frame = frame.where(frame.notna(), None)
    current = set(read(built, "select snapshot_id from indicators.datasets where is_current")["snapshot_id"])
    return {row["snapshot_id"]: row | {"is_current": row["snapshot_id"] in current} for row in frame.to_dict("records")}


@pytest.fixture(scope="module")
def codes(real_data: Path) -> dict[str, str]:
    """Label → code of classification items, from the dictionaries on disk."""
    found: dict[str, str] = {}
    for name in ("classif2_en.csv", "classif1_en.csv"):
        with (real_data / "dic" / name).open(encoding="utf-8-sig", newline="") as lines:
            found |= {line[1]: line[0] for line in csv.reader(lines)}
    return found


@pytest.fixture(scope="module")
def kinds(built: Path, rows: dict[str, list[dict[str, Any]]], datasets: dict[str, dict[str, Any]]) -> dict[Key, str]:
    labels = "select code, label from raw.ilostat_dictionaries where variable = 'indicator'"
    origins = "select known_from, known_from_rule from raw.snapshots where source = 'ilostat_dictionaries'"
    origins += " and dataset_code = 'indicator_en'"
    ((known, rule),) = read(built, origins).itertuples(index=False)
    is_dated = rule != "landing_time"  # an old dictionary handed in today knows nothing of newer files
    dictionary = (dict(read(built, labels).itertuples(index=False)) if is_dated else {}) | {"known_from": known}
    found: dict[Key, str] = {}
    for snapshot, those in rows.items():
        last = second_reading.cutoff(datasets[snapshot], dictionary)
        for row in those:
            modelled = second_reading.is_modelled(row)
            kind = "unknown" if modelled is None else "modelled" if modelled else "survey"
            is_projection = kind == "modelled" and int(row["time"][:4]) > last
            found[snapshot, row["row_number"]] = "projected" if is_projection else kind
    return found


def test_each_row_is_of_its_kind(built: Path, kinds: dict[Key, str]) -> None:
    frame = read(
        built, "select snapshot_id, row_number, observation_kind, is_projected from indicators.observation_vintages"
    )
    assert {(row[0], row[1]): row[2] for row in frame.itertuples(index=False)} == kinds
    assert set(kinds.values()) == {"survey", "modelled", "projected", "unknown"}
    unsaid = frame["is_projected"].isna()
    assert (unsaid == (frame["observation_kind"] == "unknown")).all()
    assert (frame["is_projected"][~unsaid] == (frame["observation_kind"][~unsaid] == "projected")).all()


def test_labour_shares_of_2026_are_projected_and_those_before_are_not(built: Path) -> None:
    frame = read(
        built,
        "select year, observation_kind, count(*) as row_count from indicators.observation_vintages "
        "where dataset_code = 'SDG_1041_NOC_RT_A' group by year, observation_kind",
    )
    assert set(frame[frame["observation_kind"] == "projected"]["year"]) == {2026}
    assert set(frame[frame["observation_kind"] == "modelled"]["year"]) == set(range(2004, 2026))


def test_series_break_where_source_status_or_note_says_so(built: Path, rows: dict[str, list[dict[str, Any]]]) -> None:
    expected = {
        (snapshot, number): why for snapshot, those in rows.items() for number, why in second_reading.breaks(those)
    }
    frame = read(
        built, "select snapshot_id, row_number, break_reason from indicators.observation_vintages where is_break"
    )
    assert {(row[0], row[1]): row[2] for row in frame.itertuples(index=False)} == expected
    seen = Counter(reason for why in expected.values() for reason in why.split("; "))
    assert min(seen[reason] for reason in ("source change", "status B", "break note")) > 50


def test_each_version_of_a_classification_has_its_total(built: Path) -> None:
    frame = read(
        built,
        "select distinct dataset_code, classification_1_code as code, classification_1_version as version, "
        "is_classification_1_total as is_total from indicators.observation_vintages where classification_1_code <> ''",
    )
    assert all(row.version == "_".join(row.code.split("_")[:2]) for row in frame.itertuples())
    assert all(row.is_total == second_reading.is_total(row.code, {}) for row in frame.itertuples())
    totals = frame[frame["is_total"]].groupby("dataset_code")["version"].agg(set)
    assert totals["SDG_0831_SEX_ECO_RT_A"] == {"ECO_AGNAG", "ECO_SECTOR", "ECO_AGGREGATE"}


@pytest.fixture(scope="module")
def left_out(
    rows: dict[str, list[dict[str, Any]]], datasets: dict[str, dict[str, Any]], codes: dict[str, str]
) -> dict[Key, str]:
    return {
        (snapshot, number): reason
        for snapshot, those in rows.items()
        if datasets[snapshot]["is_current"]
        for number, reason in second_reading.left_out(those, codes).items()
    }


def test_the_series_that_stand_are_those_of_the_rule(
    built: Path, rows: dict[str, list[dict[str, Any]]], datasets: dict[str, dict[str, Any]], left_out: dict[Key, str]
) -> None:
    frame = read(built, "select snapshot_id, row_number from indicators.series")
    every = {
        (snapshot, row["row_number"])
        for snapshot, those in rows.items()
        if datasets[snapshot]["is_current"]
        for row in those
    }
    assert set(frame.itertuples(index=False, name=None)) == every - set(left_out)
    told = read(
        built, "select snapshot_id, reason, sum(observation_count) as n from indicators.series_left_out group by 1, 2"
    )
    expected = Counter((snapshot, reason) for (snapshot, _), reason in left_out.items())
    assert {(row[0], row[1]): row[2] for row in told.itertuples(index=False)} == expected
    assert Counter(left_out.values())[second_reading.OTHER_VERSION] > 10_000


def test_informal_employment_has_one_total_per_area_sex_and_year(built: Path) -> None:
    counted = "from indicators.{} where dataset_code = 'SDG_0831_SEX_ECO_RT_A' and {}"
    total = "is_classification_1_total and reference_area_code = 'ALB' and sex_code = 'SEX_T' and year = 2019"
    tripled = read(built, "select count(*) as n " + counted.format("observations", total))
    assert tripled["n"][0] == 3
    frame = read(
        built,
        "select reference_area_code, sex_code, year, count(*) as n "
        + counted.format("series", "classification_1_code like '%\\_TOTAL' escape '\\'")
        + " group by 1, 2, 3",
    )
    assert set(frame["n"]) == {1}
    cells = "select distinct reference_area_code, sex_code, year " + counted.format("observations", "true")
    assert len(frame) == len(read(built, cells))


def test_no_series_mixes_a_survey_with_a_model(built: Path) -> None:
    frame = read(
        built,
        "select distinct snapshot_id, reference_area_code, sex_code, sex_label, classification_1_label, "
        "classification_2_label, observation_kind in ('modelled', 'projected') as is_modelled from indicators.series",
    )
    keys = [column for column in frame if column != "is_modelled"]
    assert not frame.duplicated(keys).any()


def test_coverage_says_the_best_of_each_area_and_year(
    built: Path, rows: dict[str, list[dict[str, Any]]], datasets: dict[str, dict[str, Any]], kinds: dict[Key, str]
) -> None:
    letters: dict[tuple[str, str, int], str] = {}
    order = "S?MPU–"
    for snapshot, dataset in datasets.items():
        if not dataset["is_current"]:
            continue
        for row in rows[snapshot]:
            kind = {"survey": "S", "unknown": "?", "modelled": "M", "projected": "P"}[
                kinds[snapshot, row["row_number"]]
            ]
            is_withheld = row["obs_status"] in {"U", "S", "C"} or row["obs_status_label"] in {
                "Unreliable",
                "Confidential",
            }
            letter = kind if row["obs_value"] is not None else "U" if is_withheld else "–"
            key = (dataset["dataset_code"], row["resolved_ref_area"], int(row["time"][:4]))
            letters[key] = min(letter, letters.get(key, "–"), key=order.index)
    with (PROJECT_ROOT / "seeds" / "strategy" / "area_groups.csv").open(encoding="utf-8", newline="") as lines:
        countries = {line["reference_area_code"] for line in csv.DictReader(lines)}
    with (PROJECT_ROOT / "seeds" / "catalogue" / "datasets.csv").open(encoding="utf-8", newline="") as lines:
        followed = {line["dataset_code"] for line in csv.DictReader(lines)}
    years: dict[str, set[int]] = defaultdict(set)
    for dataset_code, _, year in letters:
        years[dataset_code].add(year)
    for dataset_code in followed & set(years):
        for year in range(min(years[dataset_code]), max(years[dataset_code]) + 1):
            for country in countries:
                letters.setdefault((dataset_code, country, year), "–")
    frame = read(built, "select dataset_code, reference_area_code, year, coverage_letter from indicators.coverage")
    assert {(row[0], row[1], row[2]): row[3] for row in frame.itertuples(index=False)} == letters
    assert set(letters.values()) >= {"S", "M", "P", "U", "–"}
