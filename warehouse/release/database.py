"""The DuckDB file of a release: copied from the build file, table by table, and audited.

Owns: what goes into the file, in which storage version, and the proof that the copy is whole.
Never: writes to the build file; publishes raw, staging or intermediate tables, or views.
"""

from pathlib import Path

import duckdb

from warehouse.errors import ReleaseError
from warehouse.release.reader import connect
from warehouse.release.tables import Table, content_hash, describe, quoted, text
from warehouse.settings import Settings

# Old enough for every DuckDB client since 1.0; without it a newer DuckDB may write what evaluators cannot open.
STORAGE_VERSION = "v1.0.0"
_SHOWN = 20


def writer(settings: Settings, spill: Path) -> duckdb.DuckDBPyConnection:
    """Open an empty in-memory DuckDB that may attach files, with the memory, threads and time zone of the settings."""
    connection = duckdb.connect(
        config={
            "memory_limit": settings.memory_limit,
            "threads": str(settings.threads),
            "temp_directory": str(spill),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
    )
    connection.execute("set TimeZone = 'UTC'")
    return connection


def copy_build(connection: duckdb.DuckDBPyConnection, build_file: Path, target: Path) -> list[Table]:
    """Copy every published table with its rows in order, its comment and those of its columns; return what was copied.

    Raises:
        ReleaseError: no build file, no published table in it, a description missing, or a log file left behind.
    """
    if not build_file.is_file():
        raise ReleaseError(f"There is no build file at {build_file}; build the warehouse first with `dwsc run`.")
    connection.execute(f"attach {text(str(build_file))} as build (read_only)")
    tables = describe(connection, "build")
    _refuse_incomplete(tables)
    connection.execute(f"attach {text(str(target))} as target (storage_version '{STORAGE_VERSION}')")
    for schema in dict.fromkeys(table.schema for table in tables):
        connection.execute(f"create schema target.{quoted(schema)}")
    for table in tables:
        _copy_table(connection, table)
    connection.execute("checkpoint target")
    connection.execute("detach target")
    connection.execute("detach build")
    if (left := target.with_name(target.name + ".wal")).exists():
        raise ReleaseError(f"{left} was left behind, so {target.name} is not whole. Run `dwsc run` again.")
    return tables


def audit_copy(target: Path, expected: list[Table]) -> dict[str, str]:
    """Open the new file as a reader does and prove that it holds what was copied.

    Returns:
        The content hash of every table, by its label (schema.table).

    Raises:
        ReleaseError: a table, column, comment or row count differs from the build file; all of them are named.
    """
    with connect(target) as connection:
        found = {table.label: table for table in describe(connection, target.stem)}
        wrong = [_difference(table, found.pop(table.label, None)) for table in expected]
        problems = [problem for problem in wrong if problem] + [f"{label}: not in the build file" for label in found]
        if problems:
            raise ReleaseError(_all("The copy differs from the build file and is not published", problems))
        return {table.label: content_hash(connection, table, target.stem) for table in expected}


def _copy_table(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    connection.execute(f"create table target.{table.sql_name} as select * from build.{table.sql_name}")
    connection.execute(f"comment on table target.{table.sql_name} is {text(table.comment)}")
    for column in table.columns:
        place = f"target.{table.sql_name}.{quoted(column.name)}"
        connection.execute(f"comment on column {place} is {text(column.comment)}")


def _refuse_incomplete(tables: list[Table]) -> None:
    if not tables:
        raise ReleaseError("The build file holds no published table, so there is nothing to release. Run `dwsc run`.")
    problems = [f"table {table.label}" for table in tables if not table.comment.strip()]
    problems += [
        f"column {table.label}.{column.name}"
        for table in tables
        for column in table.columns
        if not column.comment.strip()
    ]
    if problems:
        heading = "Nothing is published, because a description is missing (add it in the dbt properties file) for"
        raise ReleaseError(_all(heading, problems))


def _difference(expected: Table, found: Table | None) -> str | None:
    if found is None:
        return f"{expected.label}: missing"
    if found.rows != expected.rows:
        return f"{expected.label}: {found.rows:,} rows, expected {expected.rows:,}"
    if found.columns != expected.columns or found.comment != expected.comment:
        return f"{expected.label}: columns or descriptions differ"
    return None


def _all(heading: str, problems: list[str]) -> str:
    more = [f"and {len(problems) - _SHOWN:,} more"] if len(problems) > _SHOWN else []
    return f"{heading}:\n  " + "\n  ".join(problems[:_SHOWN] + more)
