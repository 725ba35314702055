"""`dwsc diff --tolerance`: what counts as equal is what exact fractions say, and nothing else is let through."""

import json
import math
import tempfile
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from typer.testing import CliRunner

from support.two_releases import add_dictionary
from warehouse.cli.diff import diff
from warehouse.release.difference.compare import compare
from warehouse.release.difference.found import Difference
from warehouse.release.pointer import Release
from warehouse.settings import get_settings

TOLERANCE = 1e-9
INF, NAN, LEAST, MOST = float("inf"), float("nan"), 5e-324, 1.7976931348623157e308


def equal(one: float | None, other: float | None, tolerance: float = TOLERANCE) -> bool:
    """The rule by exact fractions, which no rounding can touch."""
    if one is None or other is None or not (math.isfinite(one) and math.isfinite(other)):
        return str(one) == str(other)
    a, b = Fraction(one), Fraction(other)
    return abs(a - b) <= Fraction(tolerance) * max(abs(a), abs(b))


def release(folder: Path, rows: pd.DataFrame, types: str, key: list[str] | None, engine: str = "duckdb") -> Release:
    folder.mkdir(parents=True)
    made = Release(
        "20260101_000000", folder, {"release_id": "20260101_000000", "engine": {"name": engine, "version": "9"}}
    )
    with duckdb.connect(str(made.database)) as connection:
        connection.execute(f"create schema indicators; create table indicators.series ({types})")
        add_dictionary(connection, {"indicators.series": key or []} if key else {"indicators.other": ["x"]})
        # Value by value: through a data frame a missing number would become NaN.
        for row in rows.itertuples(index=False):
            connection.execute(f"insert into indicators.series values ({', '.join('?' * len(row))})", list(row))
    (folder / "release.json").write_text(json.dumps(made.manifest))
    return made


def frame(*rows: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, dtype=object)


def compared(
    folder: Path, before: pd.DataFrame, now: pd.DataFrame, types: str, key: list[str] | None = None
) -> Difference:
    sides = [release(folder / name, rows, types, key) for name, rows in (("a", before), ("b", now))]
    return compare(get_settings(home=folder / "home"), *sides, tolerance=TOLERANCE)


PAIRS = [
    (1.0, 1.0 + 0.9e-9), (1.0, 1.0 + 1.1e-9), (1e15, 1e15 + 1e6 - 1), (1e15, 1e15 + 1.1e6), (-3.0, -3.0 + 2.9e-9),
    (-3.0, -3.0 + 3.1e-9), (0.0, 1e-300), (0.0, -0.0), (0.0, LEAST), (LEAST, 2 * LEAST), (1e-300, 1e-300 * (1 + 5e-10)),
    (1e-10, -1e-10), (MOST, -MOST), (MOST, MOST * (1 - 1e-10)), (INF, INF), (INF, -INF), (INF, MOST), (NAN, NAN),
    (NAN, 1.0), (NAN, INF), (None, 0.0), (None, None), (None, NAN), (2.0**53, 2.0**53 + 2), (0.1 + 0.2, 0.3),
    (1.0, 1.0 + 2**-52), (100.0, 100.1),
]  # fmt: skip


@pytest.mark.parametrize("key", [["no"], None], ids=["by key", "by whole rows"])
def test_planted_numbers_are_equal_exactly_where_fractions_say_so(tmp_path: Path, key: list[str] | None) -> None:
    before, now = (frame(*((no, pair[side]) for no, pair in enumerate(PAIRS))) for side in (0, 1))
    found = compared(tmp_path, before, now, "no integer, value double", key)
    differing = sum(not equal(*pair) for pair in PAIRS)
    assert 10 < differing < len(PAIRS)
    [table] = found.tables
    assert table.changed + table.removed == differing
    assert table.added == table.removed
    same = sum(str(one) == str(other) for one, other in PAIRS)
    assert table.within == len(PAIRS) - differing - same
    assert [(one.table, one.rows) for one in found.within] == [("indicators.series", table.within)]
    if key:
        assert [column.cells for column in table.columns] == [differing]


def test_numpy_calls_equal_what_the_rule_does_not() -> None:
    """Why the rule is not that of numpy.isclose: it allows 1e-8 besides, and takes its share of the second number."""
    assert np.isclose(0.0, 1e-300, rtol=TOLERANCE)
    assert np.isclose(1e-10, -1e-10, rtol=TOLERANCE)
    assert not equal(0.0, 1e-300)
    assert not equal(1e-10, -1e-10)


def test_what_is_no_floating_point_number_must_be_the_same(tmp_path: Path) -> None:
    types = "id varchar, whole bigint, sum decimal(38, 12), huge hugeint, day date, word varchar, number double"
    kept = ("k", 2**53, "1.000000000001", 10**30, date(2026, 1, 1), "1.0", 1.0)
    others = [("whole", 2**53 + 1), ("sum", "1.000000000002"), ("huge", 10**30 + 1), ("word", "1.0000000000000001")]
    for place, (name, other) in enumerate([*others, ("day", date(2026, 1, 2))]):
        names = [each.split()[0] for each in types.replace("(38, 12)", "").split(", ")]
        changed = tuple(other if column == name else value for column, value in zip(names, kept, strict=True))
        found = compared(tmp_path / str(place), frame(kept), frame(changed), types, ["id"])
        assert [(column.column, column.cells) for column in found.tables[0].columns] == [(name, 1)]


def test_a_number_in_a_key_and_rows_that_stand_twice_are_paired_one_for_one(tmp_path: Path) -> None:
    near = 1.0 + 1e-12
    before = frame((1.0, "a"), (1.0, "b"), (5.0, "c"), (7.0, "d"), (7.0, "d"))
    now = frame((near, "a"), (near, "b"), (5.0, "other"), (7.0 + 1e-12, "d"), (7.0 - 1e-12, "d"), (7.0, "d"))
    found = compared(tmp_path / "key", before, now, "x double, t varchar", ["x", "t"])
    [table] = found.tables
    # One 7.0 is the same, one is near; a third stands in one release only, and so does each of "c" and "other".
    assert (table.within, table.added, table.removed, table.changed) == (3, 2, 1, 0)


def test_a_row_that_came_in_between_does_not_shift_the_others(tmp_path: Path) -> None:
    numbers = [1.0 + step for step in range(200)]
    before = frame(*((number, -number) for number in numbers))
    now = frame((0.5, 9.0), *((number * (1 + 1e-12), -number * (1 - 1e-12)) for number in numbers))
    [table] = compared(tmp_path, before, now, "x double, y double").tables
    assert (table.within, table.added, table.removed) == (200, 1, 0)


def test_a_changed_text_is_listed_without_the_numbers_beside_it(tmp_path: Path) -> None:
    found = compared(
        tmp_path, frame(("k", 1.0, "up")), frame(("k", 1.0 + 1e-12, "down")), "k varchar, x double, w varchar", ["k"]
    )
    assert [column.column for column in found.tables[0].columns] == ["w"]
    assert not found.is_equal


def test_numbers_of_32_bits_keep_to_the_rule_and_another_type_is_told(tmp_path: Path) -> None:
    single = float(np.nextafter(np.float32(1.0), np.float32(2.0)))
    found = compared(tmp_path / "single", frame(("k", 1.0)), frame(("k", single)), "k varchar, x float", ["k"])
    assert found.tables[0].changed == 1
    sides = [
        release(tmp_path / kind, frame(("k", value)), f"k varchar, x {kind}", ["k"])
        for kind, value in (("double", 0.1), ("decimal(20, 10)", "0.1"))
    ]
    other = compare(get_settings(home=tmp_path / "home"), *sides, tolerance=TOLERANCE)
    assert [change.kind for change in other.schema] == ["column_retyped"]


_NUMBERS = some.one_of(
    some.sampled_from([None, 0.0, -0.0, NAN, INF, -INF, LEAST]), some.sampled_from([1.0, -2.5, 1e300, 1e-300])
)
_SHIFTS = some.sampled_from([0.0, 1e-16, 9e-10, 1.0000001e-9, -9.9e-10, 2e-9, 0.5])
_CELLS = some.lists(some.tuples(_NUMBERS, _SHIFTS, _NUMBERS, some.booleans()), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cells=_CELLS)
def test_any_numbers_by_key(cells: list[tuple[float | None, float, float | None, bool]]) -> None:
    before, now = [], []
    for no, (number, shift, other, is_other) in enumerate(cells):
        before.append((no, number))
        shifted = other if is_other or number is None else number * (1 + shift) if math.isfinite(number) else number
        now.append((no, shifted))
    with tempfile.TemporaryDirectory() as name:
        found = compared(Path(name), frame(*before), frame(*now), "no integer, value double", ["no"])
    differing = sum(not equal(one[1], two[1]) for one, two in zip(before, now, strict=True))
    assert sum(table.changed for table in found.tables) == differing
    assert found.is_equal == (differing == 0)
    assert not any(table.added or table.removed for table in found.tables)


def test_an_engine_is_told_once_and_listed_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    types = "release_id varchar, engine_version varchar, value double"
    folders = []
    for engine, value in (("duckdb", 0.3), ("spark", 0.1 + 0.2)):
        made = release(tmp_path / engine, frame(("r", engine, value)), types, ["release_id"], engine)
        with duckdb.connect(str(made.database)) as connection:
            connection.execute(f"create table guide.changes as select '{engine}' as release_id, '{engine}' as told")
        folders.append(str(made.folder))
    monkeypatch.setenv("DWSC_HOME", str(tmp_path / "home"))
    app = typer.Typer()
    app.command()(diff)
    told = json.loads(CliRunner().invoke(app, [*folders, "--tolerance", "1e-9", "--json"]).stdout)
    assert (told["is_equal"], told["tables"], told["schema"]) == (True, [], [])
    assert (told["before"]["engine"], told["now"]["engine"]) == ("DuckDB 9", "Spark 9")
    assert told["within_tolerance"] == [{"table": "indicators.series", "rows": 1}]
    shown = " ".join(CliRunner().invoke(app, [*folders, "--tolerance", "1e-9"]).stdout.split())
    assert "Made by different engines: DuckDB 9 and Spark 9." in shown
    assert "numbers within 1e-09 of the larger" in shown
    exact = json.loads(CliRunner().invoke(app, [*folders, "--json"]).stdout)
    assert (exact["is_equal"], exact["tolerance"]) == (False, None)
    assert [column["column"] for column in exact["tables"][0]["columns"]] == ["value"]


@pytest.mark.parametrize("tolerance", ["-1e-9", "nan", "1", "1.5", "inf", "-inf"])
def test_what_is_no_tolerance_is_wrong_usage(tolerance: str) -> None:
    app = typer.Typer()
    app.command()(diff)
    answer = CliRunner().invoke(app, ["a", "b", f"--tolerance={tolerance}"], env={"COLUMNS": "200"})
    assert answer.exit_code == 2
    assert "--tolerance" in answer.output
    assert "no tolerance" in answer.output


def test_nought_asks_for_equal_numbers(tmp_path: Path) -> None:
    sides = [release(tmp_path / name, frame((value,)), "x double", None) for name, value in (("a", 1.0), ("b", 1.1))]
    found = compare(get_settings(home=tmp_path / "home"), *sides, tolerance=0.0)
    assert (found.tolerance, found.is_equal) == (None, False)
