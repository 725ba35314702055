"""The comparison of two releases.

Owns: which tables are compared at all, and what differs in their columns.
Never: reads the rows of a table whose content hash is the same in both (`dwsc verify` proves the hashes).
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import duckdb

from warehouse.errors import ReleaseError
from warehouse.release.difference.columns import keys_of, plan
from warehouse.release.difference.found import Compared, Difference, SchemaChange, TableDifference, Within
from warehouse.release.difference.near import checked
from warehouse.release.difference.rows import compare_rows
from warehouse.release.difference.sides import BEFORE, NOW, opened
from warehouse.release.pointer import Release, built_on
from warehouse.release.tables import COMPARING, Table, describe
from warehouse.settings import Settings


def compare(settings: Settings, before: Release, now: Release, *, tolerance: float | None = None) -> Difference:
    """Say what differs between two releases.

    Why by key: a reader asks which figure is another one, not which line of a file is. The key of a table is what its
    uniqueness tests say, handed on in `guide.dictionary`; a table without one is compared by whole rows. Values are
    compared as they read: 0.0 and -0.0 differ, NaN equals NaN, and a missing value equals nothing but another. With a
    tolerance, floating-point numbers may differ by that share of the larger of the two.

    Raises:
        ReleaseError: one of the files cannot be opened or read.
        ValueError: the tolerance is none.
    """
    tolerance = checked(tolerance)
    sides = [compared(release) for release in (before, now)]
    if before.database.resolve() == now.database.resolve():
        labels = [f"{entry['schema']}.{entry['table']}" for entry in now.manifest.get("tables", [])]
        return Difference(sides[0], sides[1], (), (), tuple(labels), tolerance)
    hashes = [stated_hashes(release) for release in (before, now)]
    try:
        with opened(settings, before, now) as connection:
            return compare_attached(connection, sides, hashes, tolerance=tolerance)
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        raise ReleaseError(f"The two releases could not be compared: {said}. Check both with `dwsc verify`.") from error


def schema_changes(before: Mapping[str, Table], now: Mapping[str, Table]) -> list[SchemaChange]:
    """Tables and columns that only one has, and columns of another type, in the order of the tables."""
    changes = [
        SchemaChange("table_added", label, None, None, _rows(now[label])) for label in now if label not in before
    ]
    changes += [SchemaChange("table_removed", one, None, _rows(before[one]), None) for one in before if one not in now]
    for label in now:
        if label in before:
            changes += _column_changes(label, before[label], now[label])
    return changes


def compare_attached(
    connection: duckdb.DuckDBPyConnection,
    sides: Sequence[Compared],
    hashes: Sequence[Mapping[str, str]],
    left_out: Collection[str] = (),
    tolerance: float | None = None,
) -> Difference:
    """Compare two attached databases, `before` and `now`, table by table.

    Args:
        connection: in which both are attached.
        sides: what to call them.
        hashes: of each side, content hashes by table; of tables with equal ones no row is read.
        left_out: tables that are not compared at all.
        tolerance: as in `compare`.
    """
    before, now = ({table.label: table for table in describe(connection, name)} for name in (BEFORE, NOW))
    keys = keys_of(connection, BEFORE, before.values()) | keys_of(connection, NOW, now.values())
    before, now = ({label: one for label, one in side.items() if label not in left_out} for side in (before, now))
    found: list[TableDifference] = []
    within: list[Within] = []
    equal: list[str] = []
    for label in now:
        if label not in before or label in COMPARING:
            continue
        if label in hashes[0] and hashes[0][label] == hashes[1].get(label):
            equal.append(label)
            continue
        difference = compare_rows(connection, plan(before[label], now[label], keys, tolerance))
        if difference.within:
            within.append(Within(label, difference.within))
        if difference.is_equal and not difference.moved:
            equal.append(label)
        else:
            found.append(difference)
    return Difference(
        sides[0], sides[1], tuple(schema_changes(before, now)), tuple(found), tuple(equal), tolerance, tuple(within)
    )


def _column_changes(label: str, before: Table, now: Table) -> list[SchemaChange]:
    old = {column.name: column.data_type for column in before.columns}
    new = {column.name: column.data_type for column in now.columns}
    return [
        *(SchemaChange("column_added", label, name, None, new[name]) for name in new if name not in old),
        *(SchemaChange("column_removed", label, name, old[name], None) for name in old if name not in new),
        *(
            SchemaChange("column_retyped", label, name, old[name], new[name])
            for name in new
            if name in old and old[name] != new[name]
        ),
    ]


def stated_hashes(release: Release) -> dict[str, str]:
    """The content hash of each table, as the release itself says."""
    entries: list[dict[str, Any]] = release.manifest.get("tables", [])
    return {f"{one['schema']}.{one['table']}": one["content_hash"] for one in entries if one.get("content_hash")}


def compared(release: Release) -> Compared:
    """A release as one side of a comparison."""
    as_of = release.manifest.get("as_of")
    return Compared(
        release.release_id, str(as_of) if as_of else None, release.is_sample, str(release.folder), built_on(release)
    )


def _rows(table: Table) -> str:
    return f"{table.rows:,} row" + ("" if table.rows == 1 else "s")
