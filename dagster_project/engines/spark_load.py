"""From the Parquet files of Spark into the build file.

Owns: types as the contracts state them, every description, and that what arrived is what Spark counted.
Never: asks Spark anything; changes a value.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import duckdb

from dagster_project.engines.engine import TableName
from warehouse.errors import BuildError
from warehouse.release.tables import quoted, text
from warehouse.settings import Settings

Node = Mapping[str, Any]


def load(
    settings: Settings,
    wanted: Mapping[TableName, Node],
    files: Mapping[TableName, Sequence[Path]],
    counts: Mapping[TableName, int],
) -> None:
    """Make each table anew in the build file, in one transaction: all of them stand, or none.

    Raises:
        BuildError: a table has not as many rows as Spark counted; the message names it.
    """
    config = {"memory_limit": settings.memory_limit, "threads": settings.threads}
    with duckdb.connect(str(settings.build_file), config=config) as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute("begin")
        for name, node in wanted.items():
            _make(connection, name, node, files[name])
            _refuse_loss(connection, name, counts)
        connection.execute("commit")


def path_of(address: str) -> Path:
    """The path of a file that Spark names by address: file:///data/a%20b.parquet."""
    return Path(unquote(urlsplit(address).path))


def _make(connection: duckdb.DuckDBPyConnection, name: TableName, node: Node, files: Sequence[Path]) -> None:
    schema, table = quoted(name[0]), f"{quoted(name[0])}.{quoted(name[1])}"
    connection.execute(f"create schema if not exists {schema}")
    columns = node["columns"].values()
    typed = [f"cast({quoted(one['name'])} as {one['data_type']}) as {quoted(one['name'])}" for one in columns]
    chosen = ", ".join(typed) if node["config"]["contract"]["enforced"] else "*"
    listed = ", ".join(text(str(file)) for file in files)
    connection.execute(f"create or replace table {table} as select {chosen} from read_parquet([{listed}])")
    if node["config"]["contract"]["enforced"]:
        connection.execute(f"comment on table {table} is {text(node['description'])}")
        for one in columns:
            connection.execute(f"comment on column {table}.{quoted(one['name'])} is {text(one['description'])}")


def _refuse_loss(connection: duckdb.DuckDBPyConnection, name: TableName, counts: Mapping[TableName, int]) -> None:
    found = connection.execute(f"select count(*) from {quoted(name[0])}.{quoted(name[1])}").fetchall()[0][0]
    if name in counts and counts[name] != found:
        raise BuildError(
            f"{'.'.join(name)} has {counts[name]:,} rows on Spark, and {found:,} arrived in the build file. Run "
            "dwsc run again; the last release stands."
        )
