"""No example query of a release is stale: each runs as it is written and returns what it promises."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from support.example_queries import examples, stale
from support.first_release import FirstRelease
from warehouse.question.statement import checked_statement
from warehouse.release.reader import connect

TOPICS = {"guide", "strategy", "monitoring", "indicators", "evaluation", "quality"}


def _database(home: Path) -> Path:
    (database,) = (home / "releases").glob("*/dwsc_*.duckdb")
    return database


@pytest.fixture
def release(first_release: FirstRelease) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(_database(first_release.home)) as connection:
        yield connection


@pytest.fixture
def whole_sample(sample_home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(_database(sample_home)) as connection:
        yield connection


def test_every_query_runs_in_a_small_release_too(release: duckdb.DuckDBPyConnection) -> None:
    assert not stale(release, examples(release))


def test_every_query_finds_what_it_promises_in_the_whole_sample(whole_sample: duckdb.DuckDBPyConnection) -> None:
    assert not stale(whole_sample, examples(whole_sample), is_whole_sample=True)


def test_there_are_forty_or_more_over_all_subjects(release: duckdb.DuckDBPyConnection) -> None:
    asked = examples(release)
    counted = Counter(example.topic for example in asked)
    assert len(asked) >= 40
    assert counted.keys() == TOPICS
    assert min(counted.values()) >= 5
    assert all(example.query_id == example.query_id.lower() and example.query_id.isidentifier() for example in asked)


def test_ask_in_sql_takes_every_query(release: duckdb.DuckDBPyConnection) -> None:
    """The box takes one statement that only reads; what it takes is what runs."""
    assert [checked_statement(release, example.sql) for example in examples(release)]


def test_no_figure_stands_without_what_tells_how_to_take_it(release: duckdb.DuckDBPyConnection) -> None:
    """A modelled value never passes for one of a survey, nor an output of which nobody said so for a late one."""
    kinds = {
        "value": {"observation_kind", "value_kind", "modelled_share"},
        "baseline_value": {"baseline_kind"},
        "women_value": {"women_observation_kind"},
        "men_value": {"men_observation_kind"},
        "after_mean": {"is_modelled"},
        "delay_days": {"status", "late_reason"},
    }
    told = {example.query_id: set(example.column_names.split(", ")) for example in examples(release)}
    shown = [(name, figure) for name, columns in told.items() for figure in kinds if figure in columns]
    assert len(shown) > 10
    assert not [(name, figure) for name, figure in shown if not kinds[figure] & told[name]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sql": "select no_such_column from strategy.outputs"}, "no_such_column"),
        ({"sql": "select output_no from strategy.outputs"}, "columns output_no, expected output_id"),
        ({"sql": "select output_id from strategy.outputs where false", "expected_rows": "one"}, "0 rows, expected one"),
        ({"sql": "select output_id from strategy.outputs limit 3"}, "3 rows, expected 20 or more"),
    ],
)
def test_a_stale_query_is_found(whole_sample: duckdb.DuckDBPyConnection, change: dict[str, str], said: str) -> None:
    good = replace(
        examples(whole_sample)[0],
        sql="select output_id from strategy.outputs",
        column_names="output_id",
        expected_rows="some",
        least_row_count=20,
    )
    assert not stale(whole_sample, [good], is_whole_sample=True)
    (found,) = stale(whole_sample, [replace(good, **change)], is_whole_sample=True)
    assert said in found


def test_what_is_published_is_what_stands_in_the_files(release: duckdb.DuckDBPyConnection) -> None:
    folder = Path(__file__).resolve().parents[2] / "dbt_models" / "analyses" / "queries"
    written = {(path.parent.name, path.stem, path.read_text().strip()) for path in folder.rglob("*.sql")}
    assert {(example.topic, example.query_id, example.sql) for example in examples(release)} == written
