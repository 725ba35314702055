"""A second reading of what the sample's release says of its own quality: from the files handed in and with pandas."""

import csv
import gzip
import json
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

SIDES = (
    *("validity", "integrity", "precision", "reliability"),
    *("timeliness", "completeness", "uniqueness", "reference"),
)
VALUES = {"observations": "value", "series": "value", "progress": "value", "tracking_table": "value"}


@pytest.fixture(scope="module")
def tables(sample_home: Path) -> Path:
    """The Parquet files of the release."""
    release = json.loads((sample_home / "releases" / "current.json").read_text())["release_id"]
    return sample_home / "releases" / release / "parquet"


def _read(tables: Path, name: str, columns: list[str] | None = None) -> pd.DataFrame:
    return pd.read_parquet(tables / f"{name.replace('.', '/')}.parquet", columns=columns)


def _lines(path: Path) -> int:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as handle:
        return sum(1 for _ in csv.reader(handle)) - 1


def _steps(tables: Path, step_no: int, source: str) -> dict[str, tuple[int, int, int]]:
    rows = _read(tables, "quality.reconciliation").query("step_no == @step_no and source == @source")
    return {row.unit_id: (int(row.rows_in), int(row.rows_out), int(row.rows_left_out)) for row in rows.itertuples()}


def test_every_step_is_there_and_nothing_is_lost(tables: Path) -> None:
    found = _read(tables, "quality.reconciliation")
    assert set(found["step_no"]) == set(range(1, 9))
    assert (found["difference"] == 0).all()
    surveys = found[found["source"] == "survey"]
    assert len(surveys) == 5
    assert surveys[["rows_in", "rows_out", "rows_left_out"]].isna().all(axis=None)


def test_rows_of_the_files_as_handed_in_are_those_of_the_snapshots(sample_home: Path, tables: Path) -> None:
    accepted = sample_home / "landing" / "accepted"
    told = _read(tables, "quality.reconciliation").query("step_no == 1 and source == 'ilostat'")
    assert len(told) > 20
    for row in told.itertuples():
        [path] = accepted.glob(f"*_{row.unit_label}")
        assert int(row.rows_in) == int(row.rows_out) == _lines(path), row.unit_label


def test_rows_of_ilostat_are_followed_to_series_and_coverage(tables: Path) -> None:
    datasets = _read(tables, "indicators.datasets", ["snapshot_id", "dataset_code", "is_current", "row_count"])
    vintages = _read(tables, "indicators.observation_vintages", ["snapshot_id", "dataset_code"])
    per_file, per_dataset = Counter(vintages["snapshot_id"]), Counter(vintages["dataset_code"])
    series = Counter(_read(tables, "indicators.series", ["dataset_code"])["dataset_code"])
    current = datasets[datasets["is_current"]].set_index("dataset_code")["snapshot_id"]
    assert _steps(tables, 3, "ilostat") == {
        row.snapshot_id: (row.row_count, per_file[row.snapshot_id], 0) for row in datasets.itertuples()
    }
    shown = {code: per_file[snapshot] for code, snapshot in current.items()}
    assert _steps(tables, 4, "ilostat") == {
        code: (per_dataset[code], rows, per_dataset[code] - rows) for code, rows in shown.items()
    }
    assert _steps(tables, 5, "ilostat") == {
        code: (rows, series[code], rows - series[code]) for code, rows in shown.items()
    }
    assert _steps(tables, 6, "ilostat") == {code: (rows, rows, 0) for code, rows in shown.items()}


def test_rows_of_the_register_are_followed_to_the_published_tables(sample_home: Path, tables: Path) -> None:
    files = list((sample_home / "snapshots" / "register").rglob("*.parquet"))
    parts = [pd.read_parquet(path) for path in files]
    records = Counter(
        record
        for part in parts
        for record in (part["record"].fillna("milestone") if "record" in part else ["milestone"] * len(part))
    )
    records.pop("decision")
    assert _steps(tables, 7, "register") == {record: (rows, rows, 0) for record, rows in records.items()}
    published = {
        "milestone": ["milestone_reports"], "narrative": ["output_narratives"], "result": ["output_results"],
        "evidence": ["evidence_items"], "money": ["resource_commitments", "expenditures"],
    }  # fmt: skip
    assert _steps(tables, 8, "register") == {
        record: (records[record], sum(len(_read(tables, f"monitoring.{name}")) for name in names), 0)
        for record, names in published.items()
    }


def test_every_check_says_what_why_who_and_what_to_do(tables: Path) -> None:
    checks, results = _read(tables, "quality.checks"), _read(tables, "quality.results")
    assert set(checks["kind"]) == {"dbt", "expectation", "landing", "contract"}
    assert set(checks["dimension"]) <= set(SIDES)
    words = ["owner", "description", "reason", "remedy", "schema_name", "table_name"]
    assert not checks[words].isna().any(axis=None)
    assert checks["check_id"].is_unique
    assert set(checks["check_id"]) == set(results["check_id"])
    published = {f"{path.parent.name}.{path.stem}" for path in tables.rglob("*.parquet")}
    contracts = checks[checks["kind"] == "contract"]
    after = {
        "guide.changes",
        "guide.cite",
        "guide.dictionary",
        "guide.inputs",
        "guide.queries",
        "guide.release",
        "guide.start_here",
        "quality.checks",
        "quality.results",
    }
    after |= {"quality.check_reach", "quality.scorecard", "quality.check_trend"}
    assert set(contracts["schema_name"] + "." + contracts["table_name"]) == published - after


def test_the_refused_file_trips_its_rule_and_the_door_alone(tables: Path) -> None:
    checks, results = _read(tables, "quality.checks"), _read(tables, "quality.results")
    door = checks.merge(results, on="check_id").query("kind == 'landing' and outcome != 'pass'")
    assert set(door["check_id"]) == {"DWSC-LND-001", "landing.file.web_page"}
    assert set(door["outcome"]) == {"warn"}
    assert all(json.loads(rows)[0]["file_name"] == "page.csv" for rows in door["sample_rows"])


def test_rows_with_a_value_are_counted_per_indicator(tables: Path) -> None:
    indicators = _read(tables, "indicators.indicators", ["indicator_id", "dataset_code"])
    told = _read(tables, "quality.indicator_rows").query("schema_name == 'indicators'")
    for name, value in VALUES.items():
        key = "dataset_code" if name in {"observations", "series"} else "indicator_id"
        counted = _read(tables, f"indicators.{name}", [key, value]).groupby(key)[value].count()
        wanted = {row.indicator_id: int(counted.get(getattr(row, key), -1)) for row in indicators.itertuples()}
        found = told[told["table_name"] == name].set_index("indicator_id")["value_count"].to_dict()
        assert found == {indicator: count for indicator, count in wanted.items() if count >= 0}, name


def test_the_scorecard_is_what_its_checks_say(tables: Path) -> None:
    judged = _read(tables, "quality.checks").merge(_read(tables, "quality.results"), on="check_id")
    held = _read(tables, "quality.indicator_rows").query("value_count > 0")
    codes = _read(tables, "indicators.indicators").set_index("indicator_id")["dataset_code"].to_dict()
    cards = _read(tables, "quality.scorecard").query("is_this_release").set_index("indicator_id")
    assert len(cards) == len(codes)
    for indicator, dataset in codes.items():
        places = set(held[held["indicator_id"] == indicator][["schema_name", "table_name"]].itertuples(index=False))
        worst, counts = dict.fromkeys(SIDES, "not_checked"), Counter()
        for row in judged.itertuples():
            if (row.schema_name, row.table_name) not in places:
                continue
            named = row.failing_subjects.split(";") if isinstance(row.failing_subjects, str) else None
            is_mine = named is None or indicator in named or dataset in named
            outcome = "pass" if row.outcome == "pass" or not is_mine else row.outcome
            counts[row.dimension, outcome] += 1
            worst[row.dimension] = max(worst[row.dimension], outcome, key=["not_checked", "pass", "warn"].index)
        card = cards.loc[indicator]
        assert {side: card[f"{side}_status"] for side in SIDES} == worst, indicator
        for side in SIDES:
            assert card[f"{side}_count"] == counts[side, "pass"] + counts[side, "warn"], (indicator, side)
        assert card["checks_warned"] == sum(n for (_, outcome), n in counts.items() if outcome == "warn")
    assert {"not_checked", "pass", "warn"} <= set(cards[[f"{side}_status" for side in SIDES]].to_numpy().ravel())
    assert (cards.loc[["ST04", "ST05"], [f"{side}_status" for side in SIDES]] == "not_checked").all(axis=None)


def test_a_warning_reaches_the_indicator_that_it_names_and_no_other(tables: Path) -> None:
    reach = _read(tables, "quality.check_reach").query("check_id == 'DWSC-IND-026'")
    assert set(reach[reach["reached_kind"] == "indicator"]["reached_name"]) == {"IL12"}
    pages = set(reach[reach["reached_kind"] == "page"]["reached_name"])
    assert {"indicator", "countries", "coverage"} <= pages
    assert not pages & {"milestones", "resources", "evidence"}
