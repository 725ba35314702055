"""The proof that the DuckDB file of a release holds what was copied.

Owns: the comparison with the build file, and the content hash of every table.
Never: writes; trusts rows that were hashed before without counting them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.errors import ReleaseError
from warehouse.release.database import listed
from warehouse.release.reader import connect
from warehouse.release.tables import Part, Table, content_hash, describe, hash_of_sums, macros, part_rows, part_sums

Parts = Mapping[str, Mapping[str, Part]]


@dataclass(frozen=True)
class Audited:
    """The content hash of every table, by its label, and the sums by snapshot of those that grow."""

    hashes: Mapping[str, str]
    parts: Parts


def audit_copy(
    target: Path, expected: list[Table], grown: Collection[str] = (), before: Parts | None = None
) -> Audited:
    """Open the new file as a reader does and prove that it holds what was copied.

    Args:
        target: the new file.
        expected: the tables of the build file.
        grown: labels of the tables that rows are only ever added to or taken from by whole snapshots.
        before: their sums in the last release; of snapshots that are in it, the rows are counted but not read again.

    Raises:
        ReleaseError: a table, column, comment or row count differs from the build file, or the macros of the file are
            not those that its dictionary describes; all of them are named.
    """
    with connect(target) as connection:
        found = {table.label: table for table in describe(connection, target.stem)}
        wrong = [_difference(table, found.pop(table.label, None)) for table in expected]
        problems = [problem for problem in wrong if problem] + [f"{label}: not in the build file" for label in found]
        problems += _macro_problems(connection, target.stem, expected)
        if problems:
            raise ReleaseError(listed("The copy differs from the build file and is not published", problems))
        parts = {
            table.label: _parts(connection, table, target.stem, (before or {}).get(table.label, {}))
            for table in expected
            if table.label in grown
        }
        hashes = {
            table.label: hash_of_sums(table, parts[table.label].values())
            if table.label in parts
            else content_hash(connection, table, target.stem)
            for table in expected
        }
    return Audited(hashes, parts)


def _parts(
    connection: duckdb.DuckDBPyConnection, table: Table, database: str, before: Mapping[str, Part]
) -> dict[str, Part]:
    """Sums of each snapshot in a table, of those that were there before as they were; their rows must be as many.

    Raises:
        ReleaseError: a snapshot has more or fewer rows than it had.
    """
    rows = part_rows(connection, table, database)
    wrong = [
        f"{table.label}: {rows[key]:,} rows of snapshot {key}, {before[key][0]:,} before"
        for key in rows.keys() & before.keys()
        if rows[key] != before[key][0]
    ]
    if wrong:
        raise ReleaseError(listed("Rows were lost or doubled; run `dwsc run --full`, which builds all anew", wrong))
    kept = {key: before[key] for key in rows if key in before}
    return kept | part_sums(connection, table, database, rows.keys() - kept.keys())


def _macro_problems(connection: duckdb.DuckDBPyConnection, database: str, tables: list[Table]) -> list[str]:
    """Macros without a comment, and those that only the file or only its dictionary has."""
    there = macros(connection, database)
    described = set(there)
    dictionary = {column.name for table in tables if table.label == "guide.dictionary" for column in table.columns}
    if "kind" in dictionary:
        query = "select distinct schema_name || '.' || table_name from guide.dictionary where kind <> 'column'"
        described = {str(label) for (label,) in connection.execute(query).fetchall()}
    return [
        *(f"macro {label}: no description" for label, comment in there.items() if not comment.strip()),
        *(f"macro {label}: not in guide.dictionary" for label in there if label not in described),
        *(f"macro {label}: missing" for label in sorted(described - there.keys())),
    ]


def _difference(expected: Table, found: Table | None) -> str | None:
    if found is None:
        return f"{expected.label}: missing"
    if found.rows != expected.rows:
        return f"{expected.label}: {found.rows:,} rows, expected {expected.rows:,}"
    if found.columns != expected.columns or found.comment != expected.comment:
        return f"{expected.label}: columns or descriptions differ"
    return None
