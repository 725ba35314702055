"""One reading statement gets an answer; everything else gets a sentence that says what is allowed."""

import dataclasses
import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pandas as pd
import pytest

from support import release_build
from warehouse.errors import QueryError, ReleaseError
from warehouse.query import run_query
from warehouse.release.pointer import current
from warehouse.settings import Settings, get_settings


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one published sample release of 500 observations."""
    settings = get_settings(home=tmp_path_factory.mktemp("query") / "home")
    release_build.make_build(settings.build_file)
    release_build.publish_build(settings)
    return settings.home


@pytest.fixture
def published(home: Path) -> Settings:
    return get_settings(home=home)


@pytest.fixture
def ask(published: Settings) -> Callable[..., list[tuple]]:
    return lambda sql, **limits: run_query(published, sql, **limits).rows


def test_an_answer_has_columns_types_rows_and_its_release(published: Settings) -> None:
    result = run_query(published, "select output_id, budget from strategy.outputs where budget < 0")
    assert [(column.name, column.data_type) for column in result.columns] == [
        ("output_id", "VARCHAR"),
        ("budget", "DECIMAL(18,3)"),
    ]
    assert result.rows == [("O2", Decimal("-5.125"))]
    assert (result.truncated, result.total, result.is_sample) == (False, 1, True)
    assert re.fullmatch(r"\d{8}_\d{6}", result.release_id)


@pytest.mark.parametrize(("limit", "shown", "truncated"), [(499, 499, True), (500, 500, False), (501, 500, False)])
def test_more_rows_than_the_limit_are_cut_and_counted(
    published: Settings, limit: int, shown: int, truncated: bool
) -> None:
    result = run_query(published, "from indicators.observations order by row_number", rows=limit)
    assert (len(result.rows), result.truncated, result.total) == (shown, truncated, 500)
    assert result.rows[0][0] == 0


def test_the_limit_of_the_settings_holds(home: Path) -> None:
    result = run_query(get_settings(home=home, query_rows=3), "from indicators.observations")
    assert (len(result.rows), result.total) == (3, 500)


@pytest.mark.parametrize(
    "sql",
    [
        "select 1",
        "select 1;",
        "select 1; -- done",
        "/* why */ select 1 -- so",
        "with one as (select 1) select * from one",
        "from strategy.outputs",
        "summarize strategy.outputs",
        "describe strategy.outputs",
        "show all tables",
        "values (1)",
        "select ';' as text, '-- no comment' as other",
        "select 'query(' as text",
    ],
)
def test_statements_that_only_read_are_answered(ask: Callable[..., list[tuple]], sql: str) -> None:
    assert ask(sql)
    assert ask(sql, rows=1)


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("", "no SQL"),
        ("  -- nothing", "no SQL"),
        ("select 1; select 2", "SELECT, SELECT"),
        ("insert into strategy.outputs (output_id) values ('x')", "INSERT"),
        ("with x as (select 1) insert into strategy.outputs (output_id) select 'x'", "INSERT"),
        ("create temp table t as select 1", "CREATE"),
        ("drop table strategy.outputs", "DROP"),
        ("copy strategy.outputs to 'out.csv'", "COPY"),
        ("attach 'other.duckdb'", "ATTACH"),
        ("set threads = 1", "SET"),
        ("load httpfs", "LOAD"),
        ("call enable_logging(storage = 'file', storage_path = 'log')", "CALL"),
        ("pragma enable_profiling", "PRAGMA"),
        ("explain analyze select 1", "EXPLAIN"),
    ],
)
def test_anything_else_is_refused_with_what_is_allowed(ask: Callable[..., list[tuple]], sql: str, kind: str) -> None:
    with pytest.raises(QueryError, match=kind) as caught:
        ask(sql)
    assert "exactly one statement that only reads" in str(caught.value)


@pytest.mark.parametrize(
    "sql",
    [
        "from enable_logging(storage = 'file', storage_path = 'log')",
        "from \"Enable_Logging\" /* now */ (storage = 'file')",
        "select * from query('select 1')",
        "summarize from checkpoint()",
        "with x as (from truncate_duckdb_logs ()) from x",
    ],
)
def test_functions_that_reach_into_duckdb_are_shut(ask: Callable[..., list[tuple]], sql: str) -> None:
    """A SELECT from enable_logging() with a file ends the whole process (DuckDB 1.5.6)."""
    with pytest.raises(QueryError, match="switched off"):
        ask(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "from read_csv('{file}')",
        "from read_text('{file}')",
        "from '{file}'",
        "from glob('*')",
        "from read_parquet('https://example.org/x.parquet')",
        "from parquet_metadata('{file}')",
        "from sniff_csv('{file}')",
    ],
)
def test_no_other_file_can_be_read(ask: Callable[..., list[tuple]], tmp_path: Path, sql: str) -> None:
    (tmp_path / "secret.csv").write_text("salary\n12345\n")
    with pytest.raises(QueryError) as caught:
        ask(sql.format(file=tmp_path / "secret.csv"))
    assert "12345" not in str(caught.value)


def test_python_variables_cannot_be_read(ask: Callable[..., list[tuple]]) -> None:
    secret = pd.DataFrame({"salary": [12345]})
    with pytest.raises(QueryError, match="secret"):
        ask("from secret")
    assert len(secret) == 1


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("selec 1", "not valid SQL"),
        ("select * from strategy.output", "does not exist"),
        ("select colour from strategy.outputs", "does not fit"),
        ("select cast('x' as integer)", "cannot be turned"),
        ("select ?", "placeholder"),
    ],
)
def test_wrong_sql_is_explained(ask: Callable[..., list[tuple]], sql: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        ask(sql)


def test_a_query_that_takes_too_long_is_stopped(home: Path) -> None:
    with pytest.raises(QueryError, match=r"longer than 0\.5 seconds"):
        run_query(
            get_settings(home=home, query_seconds=0.5),
            "select sum(a.i * b.i) from range(1000000) a(i), range(1000000) b(i)",
        )


def test_rows_are_shown_even_when_counting_them_takes_too_long(home: Path) -> None:
    result = run_query(
        get_settings(home=home, query_seconds=0.7),
        "select a.i from range(1000000) a(i), range(1000000) b(i) where a.i + b.i > 5",
        rows=2,
    )
    assert (len(result.rows), result.truncated, result.total) == (2, True, None)


def test_values_keep_their_types_on_the_way_from_the_other_process(ask: Callable[..., list[tuple]]) -> None:
    awkward = 'Viêt Nam\u2028"quoted",\nnext'
    told = ask(f"""select
        null, true, 9223372036854775807::bigint * 10::hugeint, 0.1::double, 'nan'::double, '-inf'::double,
        -5.125::decimal(18, 3), date '2024-02-29', timestamp '1999-12-31 23:59:59.5',
        timestamptz '2026-06-30 12:00:00+02', time '23:59:59', interval 36 hour,
        uuid '00000000-0000-0000-0000-000000000001', '\\x00\\xff'::blob,
        [1, null], {{'a': 1.5, 'b': date '2026-01-01'}}, map {{'k': 'v'}}, '{awkward}'""")[0]
    assert told[:4] == (None, True, 92233720368547758070, 0.1)
    assert math.isnan(told[4])
    assert told[5:8] == (-math.inf, Decimal("-5.125"), date(2024, 2, 29))
    assert [type(value) for value in told[5:8]] == [float, Decimal, date]
    assert told[8] == datetime(1999, 12, 31, 23, 59, 59, 500000)  # noqa: DTZ001 - a time without a zone stays so
    assert told[9] == datetime(2026, 6, 30, 10, tzinfo=UTC)
    assert told[10:14] == (time(23, 59, 59), timedelta(hours=36), UUID(int=1), b"\x00\xff")
    assert told[14:] == ([1, None], {"a": Decimal("1.5"), "b": date(2026, 1, 1)}, {"k": "v"}, awkward)


def test_the_question_of_a_release_that_is_not_the_current_one(home: Path) -> None:
    settings = get_settings(home=home)
    standing = current(settings)
    assert standing is not None
    result = run_query(settings, "select count(*) from strategy.outputs", release=standing)
    assert (result.rows, result.release_id) == ([(5,)], standing.release_id)


def test_a_damaged_release_is_no_wrong_statement(home: Path, tmp_path: Path) -> None:
    standing = current(get_settings(home=home))
    assert standing is not None
    folder = tmp_path / standing.release_id
    folder.mkdir()
    damaged = dataclasses.replace(standing, folder=folder)
    damaged.database.write_bytes(b"no database" * 1000)
    with pytest.raises(ReleaseError, match="dwsc verify"):
        run_query(get_settings(home=home), "select 1", release=damaged)


def test_no_rows_are_no_answer(ask: Callable[..., list[tuple]]) -> None:
    with pytest.raises(QueryError, match="1 or more"):
        ask("select 1", rows=0)


def test_an_empty_home_says_how_to_make_a_release(settings: Settings) -> None:
    with pytest.raises(ReleaseError, match="dwsc run"):
        run_query(settings, "select 1")
