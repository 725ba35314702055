"""Whatever two tables hold, `dwsc diff` counts what an independent reading counts."""

import tempfile
from pathlib import Path
from typing import Any

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from support.two_releases import add_dictionary, counted
from warehouse.release.difference.compare import compare
from warehouse.release.pointer import Release
from warehouse.settings import get_settings

# Few values, so that keys and rows are the same often; among them what is easily taken for something else.
_NUMBERS = some.sampled_from([None, 0.0, -0.0, 1.0, 1e-320, float("nan"), float("inf"), 0.1, 0.1 + 2**-56])
_TEXTS = some.sampled_from([None, "", " ", "a", "A", "é", "e\u0301", "\x1f", "null", "1"])
_ROW = some.fixed_dictionaries({"area": _TEXTS, "year": some.integers(1, 3), "value": _NUMBERS, "note": _TEXTS})
_ROWS = some.lists(_ROW, max_size=12)
_TYPES = "area varchar, year integer, value double, note varchar"


def _release(folder: Path, rows: list[dict[str, Any]], key: list[str] | None) -> Release:
    folder.mkdir()
    release = Release("20260101_000000", folder, {"release_id": "20260101_000000"})
    with duckdb.connect(str(release.database)) as connection:
        connection.execute(f"create schema indicators; create table indicators.series ({_TYPES})")
        add_dictionary(connection, {"indicators.series": key} if key else {"indicators.other": ["x"]})
        if rows:
            values = [tuple(row[name] for name in ("area", "year", "value", "note")) for row in rows]
            connection.executemany("insert into indicators.series values (?, ?, ?, ?)", values)
    return release


def _held(release: Release) -> list[dict[str, Any]]:
    """What the file holds: DuckDB may store 0.0 as -0.0 where both are in a column."""
    with duckdb.connect(str(release.database), read_only=True) as connection:
        rows = connection.execute("select area, year, value, note from indicators.series").fetchall()
    return [dict(zip(("area", "year", "value", "note"), row, strict=True)) for row in rows]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=_ROWS, now=_ROWS, key=some.sampled_from([None, ["area", "year"], ["year"], ["value"]]))
def test_any_two_tables(before: list[dict[str, Any]], now: list[dict[str, Any]], key: list[str] | None) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sides = [_release(folder / "a", before, key), _release(folder / "b", now, key)]
        found = compare(get_settings(home=folder / "home"), *sides)
        before, now = (_held(side) for side in sides)
    told = {"added": 0, "removed": 0, "changed": 0, "cells": {}}
    for one in found.tables:
        cells = {column.column: column.cells for column in one.columns}
        told = {"added": one.added, "removed": one.removed, "changed": one.changed, "cells": cells}
    assert told == counted(before, now, key)
    assert found.is_equal == (counted(before, now, None) == {"added": 0, "removed": 0, "changed": 0, "cells": {}})
