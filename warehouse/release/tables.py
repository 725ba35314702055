"""What stands in a DuckDB file: its published tables and macros, their columns, comments and content.

Owns: the list of published schemas, the description of a table, and the content hash that two equal tables share.
Never: writes a table or a file.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import duckdb

PUBLISHED_SCHEMAS = ("strategy", "monitoring", "indicators", "evaluation", "quality", "guide")

# They differ between two builds of the same inputs, so they say nothing about whether the figures are the same.
VOLATILE_COLUMNS = frozenset({"release_id", "built_at", "run_id", "executed_at", "citation"})
# A table with this column also repeats what earlier releases said; which of them the home still holds is no figure.
OWN_ROWS = "is_this_release"
# It says what differs from a release that the home happens to hold, which is no figure either.
COMPARING = frozenset({"guide.changes"})
_LOW_HALF = f"cast({2**64 - 1} as uhugeint)"
_SUMS = f"coalesce(sum(cast(digest & {_LOW_HALF} as ubigint)), 0), coalesce(sum(cast(digest >> 64 as ubigint)), 0)"

# Rows, and the two sums of their MD5: what the rows of one snapshot add to the content hash of a table.
Part = tuple[int, int, int]


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


def macros(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, str]:
    """The macros of one attached database that return a table, as schema.name, each with its comment."""
    found = connection.execute(
        "select schema_name || '.' || function_name, coalesce(comment, '') from duckdb_functions() "
        "where database_name = ? and function_type = 'table_macro' and not internal order by 1",
        [database],
    ).fetchall()
    return dict(found)


def content_hash(connection: duckdb.DuckDBPyConnection, table: Table, database: str) -> str:
    """Hash what a table says, whatever the order of its rows.

    Why: a DuckDB file of the same rows has other bytes each time; this tells equal figures from changed ones.
    Each row becomes one text (the values with a control character between them, another one for a missing value), its
    MD5 is taken, and the two halves of all MD5 are added up: the sum of a million rows needs no sorting and no memory.

    Returns:
        64 hexadecimal digits over the column names, types, row count and the two sums; `VOLATILE_COLUMNS` are left out,
        and so are rows that repeat what earlier releases said (`OWN_ROWS`) or compare with one (`COMPARING`).
    """
    own = any(column.name == OWN_ROWS for column in table.columns)
    kept = " where false" if table.label in COMPARING else f" where {OWN_ROWS}" if own else ""
    digests = f"{_digests(table, database)}{kept}"
    rows, low, high = _one(connection, f"select count(*), {_SUMS} from ({digests})")
    return hash_of_sums(table, [(rows, int(low), int(high))])


def hash_of_sums(table: Table, sums: Iterable[Part]) -> str:
    """The content hash of a table from the sums of its parts, whichever rows each part holds."""
    counted = list(sums)
    low, high = sum(part[1] for part in counted), sum(part[2] for part in counted)
    return hashlib.sha256(repr((_shape(table), sum(part[0] for part in counted), low, high)).encode()).hexdigest()


def part_of_row(table: Table) -> str:
    """SQL of what tells which part a row belongs to: its snapshot, or the two snapshots that it compares."""
    names = {column.name for column in table.columns}
    return "snapshot_id" if "snapshot_id" in names else "old_snapshot_id || '_' || new_snapshot_id"


def part_rows(connection: duckdb.DuckDBPyConnection, table: Table, database: str) -> dict[str, int]:
    """Rows of each part of a table."""
    part = part_of_row(table)
    found = connection.execute(f"select {part}, count(*) from {quoted(database)}.{table.sql_name} group by {part}")
    return dict(found.fetchall())


def part_sums(
    connection: duckdb.DuckDBPyConnection, table: Table, database: str, parts: Collection[str]
) -> dict[str, Part]:
    """Rows and sums of these parts; those of all parts together make the content hash (`hash_of_sums`)."""
    part = part_of_row(table)
    listed = ", ".join(text(one) for one in sorted(parts))
    if not listed:
        return {}
    found = connection.execute(
        f"select part, count(*), {_SUMS} from ({_digests(table, database, part)} where {part} in ({listed})) "
        "group by part"
    )
    return {one: (rows, int(low), int(high)) for one, rows, low, high in found.fetchall()}


def _shape(table: Table) -> list[tuple[str, str]]:
    return [(column.name, column.data_type) for column in table.columns if column.name not in VOLATILE_COLUMNS]


def _digests(table: Table, database: str, part: str = "''") -> str:
    """SELECT of one digest per row, and of the part that the row belongs to."""
    cells = [f"coalesce(cast({quoted(name)} as varchar), chr(30))" for name, _ in _shape(table)] or ["''"]
    return (
        f"select {part} as part, cast(md5_number(concat_ws(chr(31), {', '.join(cells)})) as uhugeint) as digest "
        f"from {quoted(database)}.{table.sql_name}"
    )


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
