"""Two small releases whose every difference is known, and a reading of both that shares no code with `dwsc diff`.

Owns: the tables of both as SQL, the differences that were planted, and the count of differences by pandas and lists.
Never: uses the comparison under test.
"""

from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from support.release_build import publish_build
from warehouse.release.pointer import Release
from warehouse.settings import Settings

BEFORE, NOW = "20260101_000000", "20260201_000000"
KEYS = {
    "indicators.observations": ["reference_area_code", "time_period"],
    "indicators.progress": ["indicator_id", "year"],
    "monitoring.milestone_status": ["phase_id", "reading"],
    "strategy.outputs": ["output_id"],
    "strategy.commitments": ["commitment_id"],
    "quality.scorecard": ["indicator_id", "release_id"],
    "quality.results": ["check_id"],
    "evaluation.versions": ["row_id"],
    "guide.release": ["release_id"],
    "guide.dictionary": ["schema_name", "table_name", "column_name"],
}
# Each line is a row of both; a pair in brackets is what it says before and now, and - is a row that is not there.
_OBSERVATIONS = "(reference_area_code varchar, time_period varchar, value double, note varchar, snapshot_id varchar)"
_COMMON = """
    create schema strategy; create schema indicators; create schema monitoring; create schema quality;
    create schema evaluation; create schema guide;
    create table strategy.commitments as select 'C1' as commitment_id, 'kept' as status;
    create table strategy.synergies (output_id varchar, related_output_id varchar);
"""
_TABLES = {
    BEFORE: f"""
        create table indicators.observations {_OBSERVATIONS};
        insert into indicators.observations values
            ('BGD', '2020', 1.5, 'same', 's1'), ('BGD', '2021', 2.5, 'value changes', 's1'),
            ('BGD', '2022', null, 'comes', 's1'), ('BGD', '2023', 4.5, 'goes', 's1'),
            ('BGD', '2024', 0.0, 'sign', 's1'), ('BGD', '2025', 'nan', 'stays nan', 's1'),
            ('KEN', '2020', 'nan', 'was nan', 's1'), ('KEN', '2021', 7, 'removed', 's1'),
            ('KEN', '2022', 8, null, 's1'), ('KEN', '2023', 9, 'other snapshot', 's1'),
            (null, '2020', 10, 'no area, changes', 's1'),
            ('VNM', '2020', 11, 'twice', 's1'), ('VNM', '2020', 11, 'twice', 's1'),
            ('VNM', '2021', 12, 'key twice, a', 's1'), ('VNM', '2021', 13, 'key twice, b', 's1');
        create table indicators.progress (indicator_id varchar, year integer, class varchar, ratio double);
        insert into indicators.progress values ('I1', 2024, 'on_track', 0.9), ('I1', 2025, 'on_track', 0.95),
            ('I2', 2025, null, null), ('I3', 2025, 'limited', 0.3), ('I4', 2025, 'limited', 0.31);
        create table monitoring.milestone_status (phase_id varchar, reading varchar, status varchar);
        insert into monitoring.milestone_status values ('P1', 'primary', 'not_due'), ('P1', 'alternative', 'not_due'),
            ('P2', 'primary', 'overdue');
        create table strategy.outputs (output_id varchar, output_no integer, share varchar, gone varchar);
        insert into strategy.outputs values ('O1', 1, '0.5', 'x'), ('O2', 2, '05', 'x'), ('O3', 3, 'n.a.', 'x'),
            ('O4', 4, '2.0', 'x');
        insert into strategy.synergies values ('O1', 'O2'), ('O1', 'O2'), ('O2', 'O3'), (null, 'O4');
        create table quality.scorecard (indicator_id varchar, release_id varchar, is_this_release boolean, n integer);
        insert into quality.scorecard values ('I1', '{BEFORE}', true, 1), ('I1', '20250101_000000', false, 5);
        create table quality.results as select 'c1' as check_id, 'r1' as run_id, 'pass' as outcome;
        create table evaluation.versions as select 'v1' as row_id, 1 as digest, 'a' as differs_0;
        create table evaluation.findings as select 'F1' as finding_id, 'gone' as finding;
        create table guide.release as select '{BEFORE}' as release_id, 'abc' as git_commit;
    """,
    NOW: f"""
        create table indicators.observations {_OBSERVATIONS};
        insert into indicators.observations values
            ('BGD', '2026', 99, 'added', 's2'),
            ('BGD', '2020', 1.5, 'same', 's1'), ('BGD', '2021', 2.75, 'value changes', 's1'),
            ('BGD', '2022', 3.5, 'comes', 's1'), ('BGD', '2023', null, 'goes', 's1'),
            ('BGD', '2024', '-0.0', 'sign', 's1'), ('BGD', '2025', 'nan', 'stays nan', 's1'),
            ('KEN', '2020', 6.5, 'was nan', 's1'),
            ('KEN', '2022', 8, 'note comes', 's1'), ('KEN', '2023', 9, 'other snapshot', 's2'),
            (null, '2020', 10.5, 'no area, changes', 's1'),
            ('VNM', '2020', 11, 'twice', 's1'),
            ('VNM', '2021', 12, 'key twice, a', 's1'), ('VNM', '2021', 14, 'key twice, b', 's1');
        create table indicators.progress (indicator_id varchar, year integer, class varchar, ratio double);
        insert into indicators.progress values ('I1', 2024, 'on_track', 0.9), ('I1', 2025, 'limited', 0.4),
            ('I2', 2025, 'limited', 0.2), ('I3', 2025, null, null), ('I4', 2025, 'limited', 0.32);
        create table monitoring.milestone_status (phase_id varchar, reading varchar, status varchar);
        insert into monitoring.milestone_status values ('P1', 'primary', 'overdue'), ('P1', 'alternative', 'overdue'),
            ('P2', 'primary', 'overdue');
        create table strategy.outputs (output_id varchar, output_no bigint, share double, come varchar);
        insert into strategy.outputs values ('O1', 1, 0.5, 'y'), ('O2', 2, 5, 'y'), ('O3', 33, null, 'y'),
            ('O4', 4, 2, 'y');
        insert into strategy.synergies values ('O1', 'O2'), ('O2', 'O3'), ('O2', 'O3'), (null, 'O4'), ('O9', null);
        create table quality.scorecard (indicator_id varchar, release_id varchar, is_this_release boolean, n integer);
        insert into quality.scorecard values ('I1', '{NOW}', true, 2), ('I1', '{BEFORE}', false, 1);
        create table quality.results as select 'c1' as check_id, 'r2' as run_id, 'pass' as outcome;
        create table evaluation.versions as select 'v1' as row_id, 2 as digest, 'b' as differs_0;
        create table evaluation.questions as select 'Q1' as question_id, 'new' as question;
        create table guide.release as select '{NOW}' as release_id, 'abd' as git_commit;
    """,
}


def publish_both(settings: Settings) -> tuple[Release, Release]:
    """Publish both in one home, the older first."""
    return _publish(settings, BEFORE), _publish(settings, NOW)


def _publish(settings: Settings, release_id: str) -> Release:
    settings.build_file.parent.mkdir(parents=True, exist_ok=True)
    settings.build_file.unlink(missing_ok=True)
    with duckdb.connect(str(settings.build_file)) as connection:
        connection.execute(_COMMON + _TABLES[release_id])
        add_dictionary(connection, KEYS)
        columns = connection.execute("select schema_name, table_name, column_name from duckdb_columns()").fetchall()
        for schema, table, column in columns:
            if schema not in ("main", "information_schema", "pg_catalog"):
                connection.execute(f"comment on table {schema}.{table} is 'A table'")
                connection.execute(f"comment on column {schema}.{table}.{column} is 'A column'")
    return publish_build(settings, release_id=release_id, fingerprint=release_id)


def add_dictionary(connection: duckdb.DuckDBPyConnection, keys: dict[str, list[str]]) -> None:
    """Add the dictionary with the key of each table; of the tables that are not there too."""
    connection.execute("create schema if not exists guide")
    connection.execute(
        "create table guide.dictionary "
        "(schema_name varchar, table_name varchar, column_name varchar, key_position integer)"
    )
    rows = [
        (*label.split("."), name, place) for label, names in keys.items() for place, name in enumerate(names, start=1)
    ]
    connection.executemany("insert into guide.dictionary values (?, ?, ?, ?)", rows)


def counted(before: list[dict[str, Any]], now: list[dict[str, Any]], key: list[str] | None) -> dict[str, Any]:
    """Added, removed and changed rows, and changed cells by column, of rows as dicts of the same columns.

    Rows that are the same are taken out one for one; what is left is paired where its key stands once on both sides.
    """
    names = list((before or now)[0]) if before or now else list(key or ())
    all_before, all_now = (Counter(tuple(_told(row[name]) for name in names) for row in side) for side in (before, now))
    left_before, left_now = all_before - all_now, all_now - all_before
    rows_before, rows_now = list(left_before.elements()), list(left_now.elements())
    cells: Counter[str] = Counter()
    changed = 0
    if key is not None:
        places = [names.index(name) for name in key]
        by_before, by_now = (_once(rows, places) for rows in (rows_before, rows_now))
        for one in by_before.keys() & by_now.keys():
            changed += 1
            cells.update(n for n, old, new in zip(names, by_before[one], by_now[one], strict=True) if old != new)
    found = {"added": len(rows_now) - changed, "removed": len(rows_before) - changed, "changed": changed}
    return {**found, "cells": dict(cells)}


def _once(rows: list[tuple[str, ...]], places: list[int]) -> dict[tuple[str, ...], tuple[str, ...]]:
    keys = Counter(tuple(row[place] for place in places) for row in rows)
    return {key: row for row in rows if keys[key := tuple(row[place] for place in places)] == 1}


def _told(value: Any) -> str:
    if value is None or value is pd.NaT or value is pd.NA:
        return "missing"
    return f"{type(value).__name__} {value!r}"


def rows_of(release: Release, table: str, without: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """The rows of a table as its Parquet file holds them, read by pandas; missing values are None, NaN is NaN."""
    path = Path(release.folder) / "parquet" / f"{table.replace('.', '/')}.parquet"
    frame = pd.read_parquet(path, dtype_backend="pyarrow").drop(columns=list(without), errors="ignore")
    columns = {name: frame[name].array.__arrow_array__().to_pylist() for name in frame}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
