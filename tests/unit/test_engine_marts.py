"""The comparison of two release files that the tests of Spark rest on: it finds what it must find."""

from pathlib import Path

import duckdb
import pytest

from support import engine_marts

TABLE = "values (1, 1.5::double, 'a', date '2026-01-01'), (2, null, 'b', null), (null, 2.5, 'c', null)"


def _file(path: Path, rows: str, kind: str = "bigint") -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts")
        connection.execute(
            f"create table marts.figures as select n::{kind} as n, v, c, d from ({rows}) as t (n, v, c, d)"
        )
    return path


@pytest.mark.parametrize(
    ("told", "rows"),
    [
        ("rows differ", TABLE.replace("(1,", "(7,").replace("(2,", "(1,").replace("(7,", "(2,")),
        ("the sums are", TABLE.replace("2.5", "2.500001")),
        ("the sums are", TABLE.replace("(2,", "(4,")),
        ("rows differ", TABLE.replace("'c'", "'C'")),
        ("rows differ", TABLE.replace("2026-01-01", "2026-01-02")),
        ("1 and 2 empty", TABLE.replace("(2,", "(null,")),
        ("3 and 4 rows", TABLE + ", (3, 3.5, 'd', null)"),
    ],
    ids=["whole numbers change places", "a fraction", "a whole number", "a text", "a day", "an empty cell", "a row"],
)
def test_a_difference_is_told(tmp_path: Path, told: str, rows: str) -> None:
    found = engine_marts.differences(_file(tmp_path / "one.db", TABLE), _file(tmp_path / "other.db", rows))
    assert len(found) == 1
    assert told in found[0]


def test_another_order_and_the_last_digit_are_no_difference(tmp_path: Path) -> None:
    rows = "values (null, 2.5000000000001::double, 'c', null), (2, null, 'b', null), (1, 1.5, 'a', date '2026-01-01')"
    assert engine_marts.differences(_file(tmp_path / "one.db", TABLE), _file(tmp_path / "other.db", rows)) == []


def test_another_type_is_told(tmp_path: Path) -> None:
    found = engine_marts.differences(
        _file(tmp_path / "one.db", TABLE), _file(tmp_path / "other.db", TABLE, kind="integer")
    )
    assert len(found) == 1
    assert "columns are" in found[0]
