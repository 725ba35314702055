"""The runner's own counts, in plain SQL, independent of Great Expectations.

Owns: whether a table is there, its rows, the values in a column, the rows that break a rule and what they name.
Never: writes; judges.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import duckdb

from expectations.rules import Rule
from expectations.verdict import TableState

SAMPLE_ROWS = 5


class Cursor(Protocol):
    """What a query gives."""

    @property
    def description(self) -> Any:
        """A tuple per column, its name first."""

    def fetchall(self) -> list[Any]:
        """Every row."""


class Connection(Protocol):
    """Whatever answers SQL as DuckDB does."""

    def execute(self, query: str, /) -> Cursor:
        """Ask."""


_FLOATING = {"DOUBLE", "FLOAT"}
_SUBJECTS = {"dataset_code", "indicator_id"}


def open_read_only(database: Path, memory_limit: str, threads: int) -> duckdb.DuckDBPyConnection:
    """Open the candidate as the gate reads it: read-only, within the limits of the settings, in UTC."""
    connection = duckdb.connect(
        str(database), read_only=True, config={"memory_limit": memory_limit, "threads": threads}
    )
    connection.execute("set TimeZone = 'UTC'")
    return connection


def row_counts(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], int]:
    """Rows of every table (not view) of the build file, by schema and name."""
    listed = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
    parts = [f'(select count(*) from "{schema}"."{table}")' for schema, table in listed]
    counted = _one(connection, f"select {', '.join(parts)}") if parts else ()
    return dict(zip(listed, counted, strict=True))


def table_state(connection: duckdb.DuckDBPyConnection, schema: str, table: str, columns: Sequence[str]) -> TableState:
    """Count the rows of a table, the values in the given columns, and the numbers that are not finite in any column."""
    types = dict(
        connection.execute(
            "select column_name, data_type from duckdb_columns() where schema_name = ? and table_name = ?",
            [schema, table],
        ).fetchall()
    )
    if not types:
        return TableState(exists=False)
    counted = [name for name in dict.fromkeys(columns) if name in types]
    floating = [name for name, kind in types.items() if kind in _FLOATING]
    parts = ["count(*)"]
    parts += [f'count("{name}")' for name in counted]
    parts += [f'count(*) filter (where not isfinite("{name}"))' for name in floating]
    rows, *rest = _one(connection, f'select {", ".join(parts)} from "{schema}"."{table}"')
    return TableState(
        exists=True,
        row_count=rows,
        values=dict(zip(counted, rest[: len(counted)], strict=True)),
        non_finite=dict(zip(floating, rest[len(counted) :], strict=True)),
    )


def failing_rows(connection: duckdb.DuckDBPyConnection, rule: Rule) -> tuple[int | None, str | None]:
    """Count the rows that break a rule and return the first few as JSON text; None where a rule has no such rows.

    Raises:
        duckdb.Error: the SELECT of the rule does not run on this table.
    """
    if not rule.test.failing_rows:
        return None, None
    query = rule.test.failing_rows.format(batch=f'"{rule.schema}"."{rule.table}"')
    (count,) = _one(connection, f"select count(*) from ({query}) as failing")
    return count, as_json(connection, f"select * from ({query}) as failing order by all limit {SAMPLE_ROWS}")


def failing_subjects(connection: duckdb.DuckDBPyConnection, rule: Rule) -> str | None:
    """The datasets and indicators that the rows which break a rule name, as `subjects_named` gives them."""
    if not rule.test.failing_rows:
        return None
    return subjects_named(connection, rule.test.failing_rows.format(batch=f'"{rule.schema}"."{rule.table}"'))


def as_json(connection: Connection, query: str) -> str:
    """The rows of a query as JSON text: a list of objects without their empty values."""
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or []]
    rows = [
        {name: value for name, value in zip(names, row, strict=True) if value is not None} for row in cursor.fetchall()
    ]
    return json.dumps(rows, default=str, ensure_ascii=False)


def subjects_named(connection: Connection, query: str) -> str | None:
    """The datasets and indicators that the rows of a query name, sorted, with a semicolon between; None for none.

    Why: a reader of one indicator must know whether a broken rule concerns that indicator or another one.
    """
    cursor = connection.execute(f"select * from ({query}) as failing limit 0")
    columns = [column[0] for column in cursor.description or []]
    parts = [f'select cast("{name}" as string) from failing' for name in columns if name in _SUBJECTS]
    if not parts:
        return None
    found = connection.execute(f"with failing as ({query}) {' union '.join(parts)} order by 1").fetchall()
    return ";".join(name for (name,) in found if name) or None


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    row = connection.execute(query).fetchone()
    return tuple(row) if row else ()
