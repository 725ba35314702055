"""`dwsc diff` between two releases made from known inputs lists exactly the planted differences."""

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest
import typer
from typer.testing import CliRunner

from support import two_releases
from support.two_releases import BEFORE, KEYS, NOW, counted, rows_of
from warehouse.cli.diff import diff
from warehouse.errors import ReleaseError
from warehouse.release.difference.compare import compare
from warehouse.release.difference.found import Difference, TableDifference
from warehouse.release.difference.sides import find_release
from warehouse.release.pointer import Release
from warehouse.settings import Settings, get_settings

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("difference") / "home"
    two_releases.publish_both(get_settings(home=home))
    return home


@pytest.fixture
def settings(home: Path) -> Settings:
    return get_settings(home=home)


@pytest.fixture
def found(settings: Settings) -> Difference:
    return compare(settings, find_release(settings, BEFORE), find_release(settings, NOW))


@pytest.fixture
def app(home: Path, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    monkeypatch.setenv("DWSC_HOME", str(home))
    monkeypatch.setenv("COLUMNS", "160")
    app = typer.Typer()
    app.command()(diff)
    return app


def table(found: Difference, label: str) -> TableDifference:
    return next(one for one in found.tables if one.table == label)


def cells(one: TableDifference) -> dict[str, int]:
    return {column.column: column.cells for column in one.columns}


def test_the_schema_changes_are_those_planted(found: Difference) -> None:
    assert {(one.kind, one.table, one.column, one.before, one.now) for one in found.schema} == {
        ("table_added", "evaluation.questions", None, None, "1 row"),
        ("table_removed", "evaluation.findings", None, "1 row", None),
        ("column_added", "strategy.outputs", "come", None, "VARCHAR"),
        ("column_removed", "strategy.outputs", "gone", "VARCHAR", None),
        ("column_retyped", "strategy.outputs", "output_no", "INTEGER", "BIGINT"),
        ("column_retyped", "strategy.outputs", "share", "VARCHAR", "DOUBLE"),
    }


def test_rows_and_values_are_those_planted(found: Difference) -> None:
    one = table(found, "indicators.observations")
    assert (one.rows_before, one.rows_now) == (15, 14)
    # Gone are KEN 2021 and one of the two equal rows of VNM 2020.
    assert (one.added, one.removed, one.changed, one.moved) == (1, 2, 8, 1)
    assert cells(one) == {"value": 7, "note": 1}
    [value, note] = one.columns
    assert (value.was_missing, value.is_missing) == (1, 1)
    assert (note.was_missing, note.is_missing) == (1, 0)
    assert note.examples[0].key == {"reference_area_code": "KEN", "time_period": "2022"}
    assert (note.examples[0].before, note.examples[0].now) == (None, "note comes")
    assert [(str(e.key["time_period"]), e.before, e.now) for e in value.examples] == [
        ("2021", "2.5", "2.75"),
        ("2022", None, "3.5"),
        ("2023", "4.5", None),
    ]
    assert one.added_examples == ({"reference_area_code": "BGD", "time_period": "2026"},)
    assert one.left_out == ("snapshot_id",)


def test_a_value_counts_as_the_same_in_another_type_only_where_nothing_is_lost(found: Difference) -> None:
    one = table(found, "strategy.outputs")
    assert (one.added, one.removed, one.changed) == (0, 0, 2)
    assert cells(one) == {"output_no": 1, "share": 2}
    share = next(column for column in one.columns if column.column == "share")
    assert [(e.before, e.now) for e in share.examples] == [("05", "5.0"), ("n.a.", None)]


def test_ratings_are_those_planted(found: Difference) -> None:
    assert {(one.table, one.column, one.before, one.now, one.rows) for one in found.ratings} == {
        ("indicators.progress", "class", "on_track", "limited", 1),
        ("indicators.progress", "class", None, "limited", 1),
        ("indicators.progress", "class", "limited", None, 1),
        ("monitoring.milestone_status", "status", "not_due", "overdue", 2),
    }
    [first] = [one for one in found.ratings if one.before == "on_track"]
    assert first.examples == ({"indicator_id": "I1", "year": "2025"},)


def test_a_table_without_a_key_is_compared_by_whole_rows(found: Difference) -> None:
    one = table(found, "strategy.synergies")
    assert (one.key, one.is_paired) == ((), False)
    assert (one.added, one.removed, one.changed) == (2, 1, 0)
    assert one.removed_examples == ({"output_id": "O1", "related_output_id": "O2"},)


def test_what_differs_between_any_two_releases_is_named_and_not_counted(found: Difference) -> None:
    scorecard = table(found, "quality.scorecard")
    assert (scorecard.rows_before, scorecard.rows_now, scorecard.changed) == (1, 1, 1)  # rows of this release alone
    assert cells(scorecard) == {"n": 1}
    release = table(found, "guide.release")
    assert cells(release) == {"git_commit": 1}
    assert release.left_out == ("release_id",)
    assert {"quality.results", "strategy.commitments", "guide.dictionary"} == set(found.equal_tables)


def test_columns_with_the_names_of_the_comparison_do_no_harm(found: Difference) -> None:
    assert cells(table(found, "evaluation.versions")) == {"digest": 1, "differs_0": 1}


def test_an_independent_reading_of_the_parquet_files_counts_the_same(settings: Settings, found: Difference) -> None:
    before, now = (find_release(settings, name) for name in (BEFORE, NOW))
    others = {"strategy.outputs", "quality.scorecard"}  # other types; rows of earlier releases: both are held above
    compared = [one for one in found.tables if one.table not in others]
    assert len(compared) == 6
    for one in compared:
        rows = [rows_of(release, one.table, one.left_out) for release in (before, now)]
        key = [name for name in KEYS[one.table] if name not in one.left_out] if one.is_paired else None
        expected = counted(*rows, key)
        assert expected == {
            "added": one.added,
            "removed": one.removed,
            "changed": one.changed,
            "cells": cells(one),
        }, one.table
    for label in found.equal_tables:
        rows = [rows_of(release, label, ("run_id",)) for release in (before, now)]
        assert counted(*rows, None)["added"] == counted(*rows, None)["removed"] == 0


def test_nothing_differs_from_itself_or_from_a_copy_and_backwards_mirrors_forwards(
    settings: Settings, found: Difference, tmp_path: Path
) -> None:
    now = find_release(settings, "current")
    copied = find_release(settings, str(shutil.copytree(now.folder, tmp_path / "copy")))
    for other in (now, copied):
        same = compare(settings, now, other)
        assert same.is_equal
        assert not same.tables
        assert len(same.equal_tables) == 12
    back = compare(settings, now, find_release(settings, "previous"))
    for one in found.tables:
        mirrored = table(back, one.table)
        assert (mirrored.added, mirrored.removed, mirrored.changed) == (one.removed, one.added, one.changed)
        assert cells(mirrored) == cells(one)


def test_without_hashes_and_keys_of_an_older_release_the_same_is_found(
    settings: Settings, found: Difference, tmp_path: Path
) -> None:
    """A release of an older version says less of itself; nothing must be lost by it."""
    older = _without_keys(find_release(settings, BEFORE), tmp_path)
    again = compare(settings, older, find_release(settings, NOW))
    counts = {(one.table, one.added, one.removed, one.changed) for one in again.tables}
    assert {(one.table, one.added, one.removed, one.changed) for one in found.tables} <= counts
    assert ("column_added", "guide.dictionary") in {(one.kind, one.table) for one in again.schema}


def test_json_and_words_tell_it_with_exit_code_0(app: typer.Typer, found: Difference) -> None:
    answer = RUNNER.invoke(app, ["--json"])
    assert answer.exit_code == 0
    told: dict[str, Any] = json.loads(answer.stdout)
    assert told == json.loads(json.dumps(found.as_json()))
    assert (told["is_equal"], told["before"]["release_id"], told["now"]["release_id"]) == (False, BEFORE, NOW)
    shown = RUNNER.invoke(app, [BEFORE, NOW]).stdout
    for words in (
        "Ratings: 5 rows rated otherwise", "not_due → overdue, 2 rows", "strategy.outputs.output_no: INTEGER became",
        "evaluation.findings: table gone", "1 were missing", "no key", "1 row says the same but comes from another",
        "Not compared", "release_id",
    ):  # fmt: skip
        assert words in shown, words
    same = RUNNER.invoke(app, [NOW, "current"])
    assert same.exit_code == 0
    assert "They say the same" in same.stdout
    assert json.loads(RUNNER.invoke(app, [NOW, NOW, "--json"]).stdout)["is_equal"] is True


@pytest.mark.parametrize("name", ["20250101_000000", "nowhere", "previous"])
def test_what_is_no_release_is_named(name: str, settings: Settings, tmp_path: Path) -> None:
    empty = get_settings(home=tmp_path / "home") if name == "previous" else settings
    with pytest.raises(ReleaseError, match=r"no release|no older|Nothing was published"):
        find_release(empty, name)


def test_a_damaged_file_is_an_error_and_not_a_difference(settings: Settings, tmp_path: Path) -> None:
    folder = shutil.copytree(find_release(settings, NOW).folder, tmp_path / "damaged")
    damaged = find_release(settings, str(folder))
    damaged.database.chmod(0o644)
    damaged.database.write_bytes(damaged.database.read_bytes()[:5000])
    with pytest.raises(ReleaseError, match="dwsc verify"):
        compare(settings, find_release(settings, BEFORE), damaged)


def _without_keys(release: Release, folder: Path) -> Release:
    older = folder / "older"
    older.mkdir()
    shutil.copy(release.database, older / release.database.name)
    (older / release.database.name).chmod(0o644)
    with duckdb.connect(str(older / release.database.name)) as connection:
        connection.execute("alter table guide.dictionary drop column key_position")
    told = {name: value for name, value in release.manifest.items() if name != "tables"}
    (older / "release.json").write_text(json.dumps(told))
    return find_release(get_settings(home=folder), str(older))
