"""What stands in a DuckDB file: its published tables, their columns, comments and content.

Owns: the list of published schemas, the description of a table, and the content hash that two equal tables share.
Never: writes a table or a file.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass

import duckdb

PUBLISHED_SCHEMAS = ("strategy", "monitoring", "indicators", "evaluation", "quality", "guide")

# They differ between two builds of the same inputs, so they say nothing about whether the figures are the same.
VOLATILE_COLUMNS = frozenset({"release_id", "built_at", "run_id", "executed_at"})
_LOW_HALF = f"cast({2**64 - 1} as uhugeint)"


@dataclass(frozen=True)
class Column:
    """One column: its name, its DuckDB type and its description (empty when there is none)."""

    name: str
    data_type: str
    comment: str


@dataclass(frozen=True)
class Table:
    """One published table as it stands in a file."""

    schema: str
    name: str
    comment: str
    columns: tuple[Column, ...]
    rows: int

    @property
    def label(self) -> str:
        """The name that people use: schema.table."""
        return f"{self.schema}.{self.name}"

    @property
    def sql_name(self) -> str:
        """The name as SQL takes it, whatever characters are in it."""
        return f"{quoted(self.schema)}.{quoted(self.name)}"


def quoted(name: str) -> str:
    """Return a name as SQL takes it, whatever characters are in it."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return a text as an SQL literal, for statements that take no parameters."""
    return "'" + value.replace("'", "''") + "'"


def describe(connection: duckdb.DuckDBPyConnection, database: str) -> list[Table]:
    """List the published tables of one attached database, sorted by schema order and name, each with its row count."""
    columns = _columns(connection, database)
    found = connection.execute(
        "select schema_name, table_name, coalesce(comment, '') from duckdb_tables() where database_name = ?", [database]
    ).fetchall()
    published = [row for row in found if row[0] in PUBLISHED_SCHEMAS]
    published.sort(key=lambda row: (PUBLISHED_SCHEMAS.index(row[0]), row[1]))
    return [
        Table(schema, name, comment, tuple(columns[schema, name]), _row_count(connection, database, schema, name))
        for schema, name, comment in published
    ]


def content_hash(connection: duckdb.DuckDBPyConnection, table: Table, database: str) -> str:
    """Hash what a table says, whatever the order of its rows.

    Why: a DuckDB file of the same rows has other bytes each time; this tells equal figures from changed ones.
    Each row becomes one text (the values with a control character between them, another one for a missing value), its
    MD5 is taken, and the two halves of all MD5 are added up: the sum of a million rows needs no sorting and no memory.

    Returns:
        64 hexadecimal digits over the column names, types, row count and the two sums; `VOLATILE_COLUMNS` are left out.
    """
    columns = [column for column in table.columns if column.name not in VOLATILE_COLUMNS]
    cells = [f"coalesce(cast({quoted(column.name)} as varchar), chr(30))" for column in columns] or ["''"]
    low, high = _one(
        connection,
        f"select coalesce(sum(cast(digest & {_LOW_HALF} as ubigint)), 0), "
        "coalesce(sum(cast(digest >> 64 as ubigint)), 0) "
        f"from (select cast(md5_number(concat_ws(chr(31), {', '.join(cells)})) as uhugeint) as digest "
        f"from {quoted(database)}.{table.sql_name})",
    )
    shape = [(column.name, column.data_type) for column in columns]
    return hashlib.sha256(repr((shape, table.rows, int(low), int(high))).encode()).hexdigest()


def _columns(connection: duckdb.DuckDBPyConnection, database: str) -> dict[tuple[str, str], list[Column]]:
    found: dict[tuple[str, str], list[Column]] = defaultdict(list)
    rows = connection.execute(
        "select schema_name, table_name, column_name, data_type, coalesce(comment, '') from duckdb_columns() "
        "where database_name = ? order by schema_name, table_name, column_index",
        [database],
    ).fetchall()
    for schema, table, name, data_type, comment in rows:
        found[schema, table].append(Column(name, data_type, comment))
    return found


def _row_count(connection: duckdb.DuckDBPyConnection, database: str, schema: str, name: str) -> int:
    counted = _one(connection, f"select count(*) from {quoted(database)}.{quoted(schema)}.{quoted(name)}")
    return int(counted[0])


def _one(connection: duckdb.DuckDBPyConnection, statement: str) -> tuple[int, ...]:
    row: tuple[int, ...] = connection.execute(statement).fetchall()[0]
    return row
