"""Equal tables have equal content hashes, whatever the row order; any change of a value shows."""

import duckdb
import pytest

from warehouse.release.tables import content_hash, describe

ROWS = "values (1, 'a', 1.5, date '2026-01-01'), (2, null, null, null), (2, null, null, null)"


def _hash(query: str, columns: str = "id, label, value, day") -> str:
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as other; create schema other.guide")
        connection.execute(f"create table other.guide.facts as select * from ({query}) as facts({columns})")
        return content_hash(connection, describe(connection, "other")[0], "other")


def test_row_order_does_not_matter() -> None:
    assert _hash(ROWS) == _hash(f"select * from ({ROWS}) order by all desc")


@pytest.mark.parametrize(
    "changed",
    [
        "values (1, 'a', 1.5, date '2026-01-01'), (2, null, null, null)",
        "values (1, 'a', 1.5, date '2026-01-01'), (2, null, null, null), (3, null, null, null)",
        "values (1, 'a', 1.5, date '2026-01-01'), (2, '', null, null), (2, null, null, null)",
        "values (1, 'A', 1.5, date '2026-01-01'), (2, null, null, null), (2, null, null, null)",
        "values (1, 'a', 1.4, date '2026-01-01'), (2, null, null, null), (2, null, null, null)",
        "values (1, 'a', 1.5, date '2026-01-02'), (2, null, null, null), (2, null, null, null)",
    ],
)
def test_any_other_value_shows(changed: str) -> None:
    assert _hash(ROWS) != _hash(changed)


def test_cells_do_not_run_into_each_other() -> None:
    assert _hash("values ('ab', 'c')", "a, b") != _hash("values ('a', 'bc')", "a, b")
    assert _hash("values ('a', null)", "a, b") != _hash("values (null, 'a')", "a, b")
    assert _hash("values ('-', 'a')", "a, b") != _hash("values (null, 'a')", "a, b")


def test_a_doubled_row_is_not_cancelled_out() -> None:
    assert _hash("values (1), (1), (2)", "a") != _hash("values (3), (3), (2)", "a")


def test_name_and_type_of_a_column_count() -> None:
    assert _hash("values (1)", "a") != _hash("values (1)", "b")
    assert _hash("values (1)", "a") != _hash("values (1::bigint)", "a")


def test_what_differs_between_builds_is_left_out() -> None:
    assert _hash("values (1, 'r1')", "a, run_id") == _hash("values (1, 'r2')", "a, run_id")


def test_rows_that_repeat_earlier_releases_are_left_out() -> None:
    mine = "values (1, true), (2, true)"
    assert _hash(mine, "a, is_this_release") == _hash(f"{mine}, (1, false), (7, false)", "a, is_this_release")
    assert _hash(mine, "a, is_this_release") != _hash("values (1, true), (2, false)", "a, is_this_release")


def test_only_published_schemas_and_only_tables_are_described() -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "create schema raw; create table raw.r as select 1 as a; create table m as select 1 as a;"
            "create schema quality;"
            "create table quality.checks as select 1 as a; create view quality.shown as select 1 as a"
        )
        assert [table.label for table in describe(connection, "memory")] == ["quality.checks"]
