"""A release made by hand, small and the same every time, for tests of the pages.

Owns: a DuckDB file with the published tables that the pages read, filled with invented rows, and the pointer to it.
Never: stands in for the pipeline: tests/contract holds its tables, and the pages' queries, to the published contracts.
"""

import csv
import json
import math
from datetime import date
from itertools import product
from pathlib import Path

import duckdb
import pandas as pd

from support import (
    made_change,
    made_evaluation,
    made_guide,
    made_impact,
    made_mandate,
    made_monitoring,
    made_progress,
    made_quality,
    made_tracking,
    made_views,
    made_vintages,
)
from warehouse.settings import PROJECT_ROOT

AS_OF = date(2026, 6, 30)
RELEASE_ID = "20260701_080000"
# What a reporter may type: the pages must show it as typed and never as markup.
REASON = "Consultations *took* longer <b>than</b> [planned](https://example.org) :red[x]"
_SEEDS = PROJECT_ROOT / "seeds" / "strategy"
AREAS = {
    "BGD": "Bangladesh", "BOL": "Bolivia (Plurinational State of)", "BRA": "Brazil", "EGY": "Egypt", "IDN": "Indonesia",
    "KEN": "Kenya", "KHM": "Cambodia", "MEX": "Mexico", "PAK": "Pakistan", "VNM": "Viet Nam", "X01": "World",
}  # fmt: skip
_ASIA, _AFRICA, _AMERICAS = ("X40", "Asia and the Pacific"), ("X06", "Africa"), ("X21", "Americas")
_GROUPS = {
    **dict.fromkeys(("BGD", "PAK"), (*_ASIA, "X56", "Southern Asia")),
    **dict.fromkeys(("IDN", "KHM", "VNM"), (*_ASIA, "X54", "South-Eastern Asia")),
    "EGY": (*_AFRICA, "X10", "Northern Africa"),
    "KEN": (*_AFRICA, "X18", "Eastern Africa"),
    **dict.fromkeys(("BOL", "BRA"), (*_AMERICAS, "X33", "South America")),
    "MEX": (*_AMERICAS, "X32", "Central America"),
}
SEXES = {"SEX_T": "Total", "SEX_M": "Male", "SEX_F": "Female"}
DATASETS = {
    "SDG_0831_SEX_ECO_RT_A": ("Informal employment share (SDG 8.3.1)", True),
    "ILR_TUMT_NOC_RT_A": ("Trade union density", False),
}
_ITEMS = {
    "ECO_AGGREGATE_TOTAL": "Economic activity (Aggregate): Total",
    "ECO_AGGREGATE_AGR": "Economic activity (Aggregate): Agriculture",
    "ECO_ISIC4_A": "Economic activity (ISIC-Rev.4): A. Agriculture; forestry and fishing",
}


def make_release(home: Path, release_id: str = RELEASE_ID, *, is_sample: bool = True, failing: int = 1) -> Path:
    """Publish an invented release in a home and point at it; returns its DuckDB file."""
    folder = home / "releases" / release_id
    folder.mkdir(parents=True)
    database = folder / f"dwsc_{release_id}.duckdb"
    with duckdb.connect(str(database)) as connection:
        for schema in ("strategy", "monitoring", "indicators", "quality", "guide"):
            connection.execute(f"create schema {schema}")
        _strategy(connection)
        _monitoring(connection, is_sample)
        _indicators(connection, is_sample)
        _quality(connection, failing)
        made_vintages.add_vintages(connection)
        made_mandate.add_mandate(connection, is_sample=is_sample)
        made_monitoring.add_monitoring(connection, is_sample=is_sample)
        made_tracking.add_tracking(connection, is_sample=is_sample)
        made_progress.add_progress(connection, is_sample=is_sample)
        made_views.add_views(connection, is_sample=is_sample)
        made_evaluation.add_evaluation(connection, is_sample=is_sample)
        made_impact.add_impact(connection, is_sample=is_sample)
        made_change.add_change(connection, is_sample=is_sample)
        made_quality.add_quality(connection, is_sample=is_sample)
        connection.execute(
            "create table guide.release as select ? as release_id, ? as as_of_date, "
            "timestamp '2026-07-01 08:00:00' as built_at, ? as is_sample, 'run-1' as run_id",
            [release_id, AS_OF, is_sample],
        )
        made_guide.add_guide(connection)
    (folder / "release.json").write_text(json.dumps({"release_id": release_id, "is_sample": is_sample}))
    made_guide.write_papers(folder)
    (home / "releases" / "current.json").write_text(json.dumps({"release_id": release_id}))
    return database


def _fill(connection: duckdb.DuckDBPyConnection, table: str, rows: list) -> None:
    frame = pd.DataFrame(rows, dtype=object)  # noqa: F841  (DuckDB reads it by its name)
    connection.execute(f"insert into {table} select * from frame")


def _seed(name: str) -> list[dict[str, str]]:
    with (_SEEDS / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _phases() -> list[dict[str, str]]:
    return _seed("phasing")


def _strategy(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("create table strategy.action_areas (action_area_id varchar, action_area_label varchar)")
    areas = [(row["action_area_id"], row["short_label"]) for row in _seed("action_areas")]
    _fill(connection, "strategy.action_areas", areas)
    connection.execute(
        "create table strategy.outputs "
        "(output_id varchar, output_no integer, action_area_id varchar, output_label varchar)"
    )
    outputs = [
        (row["output_id"], int(row["output_no"]), row["action_area_id"], row["short_label"]) for row in _seed("outputs")
    ]
    _fill(connection, "strategy.outputs", outputs)
    connection.execute(
        "create table strategy.phases (phase_id varchar, output_id varchar, phase_label varchar, nature varchar, "
        "ambiguity_note varchar)"
    )
    phases = [
        (row["segment_id"], row["output_id"], row["milestone_label"], row["nature"], row["ambiguity_note"] or None)
        for row in _phases()
    ]
    _fill(connection, "strategy.phases", phases)


def _status(place: int, phase: dict[str, str], end: int) -> tuple[str, date | None, date | None]:
    """Invented status, actual and forecast date: every status occurs among the phases due."""
    if phase["nature"] == "continuous":
        return ("inactive" if place % 7 == 0 else "active", None, None)
    if date(end, 12, 31) > AS_OF:
        return "not_due", None, None
    if place % 6 == 1:
        return "overdue", None, date(2026, 9, 30)
    if place % 6 == 2:
        return "achieved_late", date(end + 1, 4, 15), None
    if phase["segment_id"] == "O18-S1":
        return "not_reported", None, None
    return "achieved_on_time", date(end, 10, 1), None


def _monitoring(connection: duckdb.DuckDBPyConnection, is_sample: bool) -> None:
    connection.execute(
        "create table monitoring.milestone_status (as_of_date date, phase_id varchar, output_id varchar, "
        "action_area_id varchar, reading varchar, nature varchar, start_year integer, end_year integer, "
        "due_date date, status varchar, actual_date date, forecast_date date, delay_days integer, "
        "reading_confidence varchar, reporting_period_id varchar, report_id varchar, is_due boolean, is_sample boolean)"
    )
    connection.execute(
        "create table monitoring.milestone_reports (report_id varchar, phase_id varchar, output_id varchar, "
        "reporting_period_id varchar, status varchar, reason varchar, is_sample boolean)"
    )
    plan = list(enumerate(_phases()))
    both = ("primary", "alternative")
    states = [_state(place, phase, reading, is_sample) for place, phase in plan for reading in both]
    _fill(connection, "monitoring.milestone_status", states)
    reports = [report for place, phase in plan for report in _reports(place, phase, is_sample)]
    _fill(connection, "monitoring.milestone_reports", reports)


def _state(place: int, phase: dict[str, str], reading: str, is_sample: bool) -> list:
    start, end = int(phase["year_start"]), int(phase["year_end"])
    if reading == "alternative":
        start, end = int(phase["alt_year_start"] or start), int(phase["alt_year_end"] or end)
    status, actual, forecast = _status(place, phase, end)
    due = date(end, 12, 31) if phase["nature"] == "discrete" else None
    delay = (min(filter(None, (actual, forecast))) - due).days if due and (actual or forecast) else None
    report = None if status in ("not_due", "not_reported") else f"{phase['segment_id']}-R"
    row = [AS_OF, phase["segment_id"], phase["output_id"], phase["action_area_id"], reading, phase["nature"]]
    row += [start, end, due, status, actual, forecast, delay, phase["reading_confidence"]]
    return [*row, "2026H1" if report else None, report, bool(due and due <= AS_OF), is_sample]


def _reports(place: int, phase: dict[str, str], is_sample: bool) -> list:
    first, last = int(phase["year_start"]), min(int(phase["year_end"]), 2026)
    halves = [f"{year}H{half}" for year in range(first, last + 1) for half in (1, 2) if (year, half) <= (2026, 1)]
    if phase["nature"] == "discrete":
        reason = REASON if place % 6 == 1 else None
        rows = [(f"{phase['segment_id']}-R", "2026H1", "in_progress", reason)]
    else:
        rows = [(f"{phase['segment_id']}-{half}", half, "active", None) for half in halves[place % 3 :]]
    return [
        [report, phase["segment_id"], phase["output_id"], half, status, reason, is_sample]
        for report, half, status, reason in rows
    ]


def _indicators(connection: duckdb.DuckDBPyConnection, is_sample: bool) -> None:
    connection.execute(
        "create table indicators.indicators (indicator_id varchar, indicator_label varchar, unit varchar, "
        "direction varchar, dataset_code varchar, caution varchar, approval_status varchar)"
    )
    connection.execute(
        "create table indicators.datasets (dataset_code varchar, dataset_label varchar, file_name varchar, "
        "snapshot_id varchar, producer varchar, licence varchar, known_from timestamp, known_from_rule varchar, "
        "source_last_update timestamp, retrieved_at timestamp, sha256 varchar, row_count bigint, "
        "is_current boolean, is_partial boolean, is_sample boolean, loaded_row_count bigint, "
        "null_value_count bigint, unresolved_label_count bigint, warnings varchar)"
    )
    connection.execute(
        "create table indicators.reference_areas as select unnest(?) as reference_area_code, "
        "unnest(?) as reference_area_label, unnest(?) as area_type, unnest(?) as region_code, "
        "unnest(?) as region_label, unnest(?) as subregion_code, unnest(?) as subregion_label",
        [
            list(AREAS),
            list(AREAS.values()),
            ["aggregate" if code[0] == "X" else "country" for code in AREAS],
            *([_GROUPS.get(code, (None,) * 4)[place] for code in AREAS] for place in range(4)),
        ],
    )
    connection.execute(
        "create table indicators.observations (dataset_code varchar, indicator_code varchar, "
        "reference_area_code varchar, source_code varchar, source_label varchar, sex_code varchar, sex_label varchar, "
        "classification_1_code varchar, classification_1_label varchar, classification_2_code varchar, "
        "classification_2_label varchar, time_period varchar, year integer, frequency_code varchar, value double, "
        "observation_status_code varchar, observation_status_label varchar, classification_note varchar, "
        "indicator_note varchar, source_note varchar, is_modelled boolean, observation_kind varchar, "
        "classification_1_version varchar, classification_2_version varchar, is_break boolean, break_reason varchar, "
        "is_sample boolean, is_partial boolean, "
        "snapshot_id varchar, row_number bigint)"
    )
    for place, (code, (label, is_split)) in enumerate(DATASETS.items()):
        rows = list(_observations(code, place, tuple(_ITEMS) if is_split else (), is_sample))
        connection.execute(
            "insert into indicators.indicators values "
            "(?, ?, '%', 'down', ?, 'Definition changed: check breaks', 'proposed')",
            [f"IL{10 + place}", label, code],
        )
        connection.execute(
            "insert into indicators.datasets values (?, ?, ?, ?, 'ILOSTAT, ILO', 'CC BY 4.0', "
            "timestamp '2026-05-01', 'source_last_update', timestamp '2026-05-01', timestamp '2026-05-02', ?, ?, "
            "true, false, ?, ?, 1, 0, '')",
            [code, label, f"{code}.csv.gz", f"{place:016x}", "a" * 64, len(rows), is_sample, len(rows)],
        )
        _fill(connection, "indicators.observations", rows)
    connection.execute(
        "create table guide.inputs as select 'ilostat' as source, dataset_code, file_name, "
        "loaded_row_count as row_count, is_partial, null::varchar as partial_reason, known_from, known_from_rule, "
        "retrieved_at, licence, warnings, snapshot_id, is_sample from indicators.datasets"
    )


def _observations(code: str, dataset: int, items: tuple[str, ...], is_sample: bool):
    number = 0
    for place, area in enumerate(AREAS):
        for sex in SEXES if items else {None: None}:
            for item in items or (None,):
                for year in range(2010, 2026):
                    if (place + year) % 9 == 0:
                        continue
                    number += 1
                    yield _observation(number, place, area, sex, item, year, code, dataset, is_sample)


def _observation(number, place, area, sex, item, year, code, dataset, is_sample):
    level = 35 + 5 * place + (4 if sex == "SEX_F" else 0) + (20 if item and item != "ECO_AGGREGATE_TOTAL" else 0)
    value = round(min(99.0, level - 0.6 * (year - 2010) + 2 * math.sin(place + year)), 3)
    status = "B" if year == 2017 and place % 3 == 0 else "U" if year == 2021 and place == 4 else None
    label = {"B": "Break in series", "U": "Unreliable", None: None}[status]
    missing = year == 2013 and area == "KEN"
    note = "Break: method | Type: rate" if status == "B" else None
    kind = "survey" if area != "KHM" or year <= 2020 else "modelled" if year < 2025 else "projected"
    return [
        code, code.removesuffix("_A"), area, "BA:1", "LFS - Labour Force Survey", sex, SEXES.get(sex), item,
        _ITEMS.get(item), None, None, str(year), year, "A", None if missing else value, status, label, None, note,
        "Z0:1", kind != "survey", kind, item and item.rsplit("_", 1)[0], None, status == "B",
        "status B" if status == "B" else None, is_sample, False, f"{dataset:016x}", number,
    ]  # fmt: skip


def _quality(connection: duckdb.DuckDBPyConnection, failing: int) -> None:
    connection.execute(
        "create table quality.checks (check_id varchar, check_name varchar, kind varchar, schema_name varchar, "
        "table_name varchar, column_name varchar, dimension varchar, severity varchar, description varchar, "
        "remedy varchar)"
    )
    connection.execute(
        "create table quality.results (run_id varchar, check_id varchar, outcome varchar, failing_count bigint, "
        "checked_count bigint, message varchar, sample_rows varchar, executed_at timestamp)"
    )
    connection.execute(
        "create table quality.rejected_files (rejected_id varchar, file_name varchar, kept_as varchar, source varchar, "
        "rule varchar, message varchar, error_count bigint, rejected_at timestamp, all_errors_file varchar)"
    )
    tables = [("strategy", "outputs"), ("monitoring", "milestone_status"), ("indicators", "observations")]
    dimensions = ("completeness", "uniqueness", "validity", "consistency", "timeliness")
    checks, results = [], []
    for number, ((schema, table), dimension) in enumerate(product(tables, dimensions), 1):
        warned = number <= failing
        severity = "warning" if warned else "error"
        rule, remedy = f"Every row of {table} passes the rule on {dimension}", f"Open {table} and mend it at the source"
        checks.append([f"C{number:02}", f"{table} {dimension}", "dbt", schema, table, None, dimension, severity])
        checks[-1] += [rule, remedy]
        results.append(["run-1", f"C{number:02}", "warn" if warned else "pass", 3 if warned else 0, 100])
        results[-1] += ["3 rows" if warned else "", "[]", "2026-07-01 08:00:00"]
    _fill(connection, "quality.checks", checks)
    _fill(connection, "quality.results", results)
    connection.execute(
        "insert into quality.rejected_files values ('R1', 'register_2026H1.xlsx', '20260701_register.xlsx', "
        "'register', 'dates_are_dates', 'register_2026H1.xlsx was refused (2 errors); nothing was loaded from it.\n"
        "  - Reports!G12: 31/13/2025 is not a date. Type 2025-12-31.\n  - Reports!B7: O99 is no output.', 2, "
        "timestamp '2026-06-30 10:00:00', null)"
    )
