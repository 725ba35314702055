"""What differs from the release before is written down for dbt, as planted; or left out, with the reason in the log."""

import json
import logging
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as parquet
import pytest

from support import release_build
from warehouse.release.pointer import Release
from warehouse.released_changes import CHANGE_COLUMNS, FILE, write_changes, write_no_changes
from warehouse.settings import Settings

DAY = date(2026, 6, 30)
KEYS = """
    create schema guide;
    create table guide.dictionary as
    select * from (values ('strategy', 'outputs', 'output_id', 1), ('indicators', 'progress', 'indicator_id', 1))
        as rows (schema_name, table_name, column_name, key_position);
    create table indicators.progress as
    select * from (values ('IL01', 'on_track'), ('IL02', 'limited'), ('IL03', null)) as rows (indicator_id, class);
    comment on table guide.dictionary is 'Columns.';
    comment on table indicators.progress is 'Ratings.';
"""


def _built(settings: Settings, *changes: str) -> None:
    release_build.make_build(settings.build_file)
    with duckdb.connect(str(settings.build_file)) as connection:
        connection.execute(KEYS)
        for schema, table, column in connection.execute(
            "select schema_name, table_name, column_name from duckdb_columns() where comment is null and "
            "schema_name in ('guide', 'indicators')"
        ).fetchall():
            connection.execute(f"comment on column {schema}.{table}.{column} is 'It.'")
        for change in changes:
            connection.execute(change)


@pytest.fixture
def before(settings: Settings) -> Release:
    _built(settings)
    return release_build.publish_build(settings)


def _written(settings: Settings, tmp_path: Path, **given: Any) -> list[dict[str, Any]]:
    options = {"as_of": DAY, "left_out": ["guide.dictionary"], "unchanged": ()} | given
    write_no_changes(tmp_path)
    write_changes(settings, tmp_path, options.pop("as_of"), **options)
    table = parquet.read_table(tmp_path / FILE)
    assert tuple(table.column_names) == CHANGE_COLUMNS
    return table.to_pylist()


def _brief(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    names = ("kind", "table_name", "column_name", "value_before", "value_now", "counted")
    return sorted((tuple(row[name] for name in names) for row in rows), key=str)


def test_a_build_that_is_the_same_differs_in_nothing(settings: Settings, before: Release, tmp_path: Path) -> None:
    assert _written(settings, tmp_path) == []


def test_just_what_was_planted_is_told(settings: Settings, before: Release, tmp_path: Path) -> None:
    _built(
        settings,
        "alter table strategy.outputs add column owner varchar",
        "alter table strategy.outputs drop column is_due",
        "alter table strategy.outputs alter column share type varchar",
        "insert into strategy.outputs (output_id) values ('O9')",
        "delete from strategy.outputs where output_id = 'O3'",
        "update strategy.outputs set planned = date '2027-01-01' where output_id in ('O1', 'O2')",
        "drop table indicators.series",
        "create table indicators.added as select 1 as id",
        "update indicators.progress set class = 'achieved' where indicator_id = 'IL01'",
        "update indicators.progress set class = null where indicator_id = 'IL02'",
    )
    found = _written(settings, tmp_path)
    assert {(row["release_id"], row["release_as_of"]) for row in found} == {(before.release_id, "2026-06-30")}
    assert _brief(found) == sorted(
        [
            ("column_added", "strategy.outputs", "owner", None, "VARCHAR", None),
            ("column_removed", "strategy.outputs", "is_due", "BOOLEAN", None, None),
            ("column_retyped", "strategy.outputs", "share", "DOUBLE", "VARCHAR", None),
            ("rows_added", "strategy.outputs", None, None, None, 1),
            ("rows_removed", "strategy.outputs", None, None, None, 1),
            ("rows_changed", "strategy.outputs", None, None, None, 2),
            ("values_changed", "strategy.outputs", "planned", None, None, 2),
            ("table_removed", "indicators.series", None, "1 row", None, None),
            ("table_added", "indicators.added", None, None, "1 row", None),
            ("rows_changed", "indicators.progress", None, None, None, 2),
            ("values_changed", "indicators.progress", "class", None, None, 2),
            ("rating_changed", "indicators.progress", "class", "on_track", "achieved", 1),
            ("rating_changed", "indicators.progress", "class", "limited", None, 1),
        ],
        key=str,
    )


def test_tables_that_stand_as_they_were_are_not_read(settings: Settings, before: Release, tmp_path: Path) -> None:
    """The run knows what it did not touch; that it says so falsely shows that their rows are not compared."""
    _built(settings, "delete from indicators.progress")
    assert _written(settings, tmp_path, unchanged=["indicators.progress"]) == []
    assert [row["kind"] for row in _written(settings, tmp_path)] == ["rows_removed"]


def test_a_release_as_of_a_later_day_is_not_compared_with(settings: Settings, before: Release, tmp_path: Path) -> None:
    _built(settings, "delete from indicators.progress")
    assert _written(settings, tmp_path, as_of=date(2026, 6, 29)) == []


def test_a_first_run_has_nothing_to_compare_with(settings: Settings, tmp_path: Path) -> None:
    _built(settings)
    assert _written(settings, tmp_path) == []


@pytest.mark.parametrize("damage", ["database", "sums"])
def test_a_damaged_release_is_left_out_and_the_log_says_why(
    settings: Settings, before: Release, tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    _built(settings, "delete from indicators.progress")
    path = before.database if damage == "database" else before.folder / "SHA256SUMS"
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-7] + b"changed")
    if damage == "sums":
        path.write_text("nothing\n")
    with caplog.at_level(logging.WARNING):
        assert _written(settings, tmp_path) == []
    assert "dwsc verify" in caplog.text


def test_the_build_file_is_left_as_it_is(settings: Settings, before: Release, tmp_path: Path) -> None:
    _built(settings, "delete from indicators.progress")
    stood = settings.build_file.read_bytes()
    _written(settings, tmp_path)
    assert settings.build_file.read_bytes() == stood
    assert json.loads((settings.releases / "current.json").read_text())["release_id"] == before.release_id
