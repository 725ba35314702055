"""The DuckDB file of a release: copied from the build file.

Owns: what goes into the file, in which storage version.
Never: writes to the build file; publishes raw, staging or intermediate tables, or views.
"""

import shutil
from pathlib import Path

import duckdb

from warehouse.crash import crash_at
from warehouse.errors import ReleaseError
from warehouse.release.tables import PUBLISHED_SCHEMAS, Table, describe, quoted, text
from warehouse.settings import Settings

# Old enough for every DuckDB client since 1.0; without it a newer DuckDB may write what evaluators cannot open.
STORAGE_VERSION = "v1.0.0"
_SHOWN = 20
# Holes of a file copied as it is: up to a quarter of it, or 16 MB, are cheaper than writing every table anew.
_MOST_HOLES, _FEW_BLOCKS = 0.25, 64


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

    The file is copied as it is and relieved of what is not published, which takes no memory and little time; only
    where it is of another storage version, or mostly holes, are its tables written anew one by one.

    Raises:
        ReleaseError: no build file, no published table in it, a description missing, or a log file left behind.
    """
    if not build_file.is_file():
        raise ReleaseError(f"There is no build file at {build_file}; build the warehouse first with `dwsc run`.")
    connection.execute(f"attach {text(str(build_file))} as build (read_only)")
    tables = describe(connection, "build")
    _refuse_incomplete(tables)
    can_copy = _is_plain(connection, build_file)
    connection.execute("detach build")
    if not can_copy or not _copy_file(connection, build_file, target):
        _copy_tables(connection, build_file, target, tables)
    if (left := target.with_name(target.name + ".wal")).exists():
        raise ReleaseError(f"{left} was left behind, so {target.name} is not whole. Run `dwsc run` again.")
    return tables


def _is_plain(connection: duckdb.DuckDBPyConnection, build_file: Path) -> bool:
    """Whether the build file has the storage version of a release, and no log beside it that it needs."""
    query = "select tags['storage_version'] from duckdb_databases() where database_name = 'build'"
    found = connection.execute(query).fetchall()
    log = build_file.with_name(build_file.name + ".wal")
    return found == [(f"{STORAGE_VERSION}+",)] and not log.exists()


def _copy_file(connection: duckdb.DuckDBPyConnection, build_file: Path, target: Path) -> bool:
    """Copy the file and take out what is not published; False, and no file, where the rest is mostly holes."""
    shutil.copyfile(build_file, target)
    crash_at("build file copied")
    connection.execute(f"attach {text(str(target))} as target")
    _drop_unpublished(connection)
    connection.execute("checkpoint target")
    query = "select free_blocks, total_blocks from pragma_database_size() where database_name = 'target'"
    free, total = connection.execute(query).fetchall()[0]
    connection.execute("detach target")
    if free <= max(_FEW_BLOCKS, total * _MOST_HOLES):
        return True
    target.unlink()
    return False


def _drop_unpublished(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop every view, and every schema that is not published with all that is in it."""
    views = connection.execute(
        "select schema_name, view_name from duckdb_views() where database_name = 'target' and not internal"
    ).fetchall()
    for schema, name in views:
        connection.execute(f"drop view target.{quoted(schema)}.{quoted(name)}")
    schemas = connection.execute(
        "select schema_name from duckdb_schemas() where database_name = 'target' and not internal"
    ).fetchall()
    for (schema,) in schemas:
        if schema not in PUBLISHED_SCHEMAS:
            connection.execute(f"drop schema target.{quoted(schema)} cascade")


def _copy_tables(connection: duckdb.DuckDBPyConnection, build_file: Path, target: Path, tables: list[Table]) -> None:
    """Write the tables anew; their empty shapes come first, with every comment, and with the macros."""
    connection.execute(f"attach {text(str(build_file))} as build (read_only)")
    connection.execute(f"attach {text(str(target))} as target (storage_version '{STORAGE_VERSION}')")
    connection.execute("copy from database build to target (schema)")
    _drop_unpublished(connection)
    for table in tables:
        connection.execute(f"insert into target.{table.sql_name} select * from build.{table.sql_name}")
    connection.execute("checkpoint target")
    connection.execute("detach target")
    connection.execute("detach build")


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
        raise ReleaseError(listed(heading, problems))


def listed(heading: str, problems: list[str]) -> str:
    """One message that names the first of many problems and counts the others."""
    more = [f"and {len(problems) - _SHOWN:,} more"] if len(problems) > _SHOWN else []
    return f"{heading}:\n  " + "\n  ".join(problems[:_SHOWN] + more)
