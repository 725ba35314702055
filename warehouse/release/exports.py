"""The same tables as Parquet and CSV files.

Owns: file names, Parquet metadata, and the CSV that a spreadsheet opens without harm.
Never: changes a figure; reads anything but the new release file, and files of the last one that hold the same.
"""

import codecs
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from warehouse.disk import file_sha256
from warehouse.formulas import plain_sql
from warehouse.release.tables import Column, Table, quoted, text

_ORDERED_ROWS = 1_000_000
_FIELD_TYPES = {
    "integer": {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"},
    "number": {"FLOAT", "DOUBLE", "DECIMAL"},
    "boolean": {"BOOLEAN"},
    "date": {"DATE"},
    "time": {"TIME"},
    "datetime": {"TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE"},
}


def parquet_path(table: Table) -> str:
    """Name the Parquet file of a table, relative to the release folder."""
    return f"parquet/{table.schema}/{table.name}.parquet"


def csv_path(table: Table) -> str:
    """Name the CSV file of a table, relative to the release folder."""
    return f"csv/{table.schema}/{table.name}.csv"


def file_names(table: Table, csv_rows: int) -> list[str]:
    """The files of a table: Parquet always, CSV up to so many rows."""
    return [parquet_path(table), *([csv_path(table)] if table.rows <= csv_rows else [])]


def take_over(names: Sequence[str], folder: Path, before: Path, sums: Mapping[str, str]) -> bool:
    """Take the files of an equal table over from the last release; False where one is missing there or not whole.

    Both releases then name the same bytes on disk; where the disk cannot do that, they are copied.
    """
    if not all(name in sums and file_sha256(before / name) == sums[name] for name in names):
        return False
    for name in names:
        path = _ready(folder / name)
        try:
            os.link(before / name, path)
        except OSError:
            shutil.copyfile(before / name, path)
    return True


def write_parquet(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path, metadata: dict[str, str]) -> None:
    """Write one table of the attached database `target` as Parquet (zstd), with the release named in its metadata.

    The rows of a large table come in no order: keeping theirs costs a third more time, and memory that grows with them.
    """
    path = _ready(folder / parquet_path(table))
    connection.execute(f"set preserve_insertion_order = {str(table.rows <= _ORDERED_ROWS).lower()}")
    columns = ", ".join(f"{_whole(column)} as {quoted(column.name)}" for column in table.columns)
    pairs = ", ".join(f"{quoted(key)}: {text(value)}" for key, value in metadata.items())
    connection.execute(
        f"copy (select {columns} from target.{table.sql_name}) to {text(str(path))} "
        f"(format parquet, compression zstd, kv_metadata {{{pairs}}})"
    )
    connection.execute("set preserve_insertion_order = true")


def write_csv(connection: duckdb.DuckDBPyConnection, table: Table, folder: Path) -> None:
    """Write one table as CSV: UTF-8 with byte-order mark, heading, empty for missing.

    A text that a spreadsheet would run as a formula gets an apostrophe in front; negative numbers stay numbers.
    """
    path = _ready(folder / csv_path(table))
    body = path.with_suffix(".body")
    columns = ", ".join(f"{_safe(column)} as {quoted(column.name)}" for column in table.columns)
    connection.execute(
        f"copy (select {columns} from target.{table.sql_name}) to {text(str(body))} (format csv, header)"
    )
    with path.open("wb") as stream, body.open("rb") as source:
        stream.write(codecs.BOM_UTF8)  # COPY cannot write it, and Excel takes a file without it for the local code page
        shutil.copyfileobj(source, stream)
    body.unlink()


def field_type(data_type: str) -> str:
    """Return the Frictionless type of a DuckDB type; what is not a plain number, date or truth value is a string."""
    plain = re.sub(r"^DECIMAL\(\d+, ?\d+\)$", "DECIMAL", data_type)
    return next((kind for kind, names in _FIELD_TYPES.items() if plain in names), "string")


def _whole(column: Column) -> str:
    """Keep 128-bit whole numbers exact: DuckDB would write them to Parquet as rounded floating-point numbers."""
    name = quoted(column.name)
    return f"cast({name} as decimal(38, 0))" if column.data_type == "HUGEINT" else name


def _safe(column: Column) -> str:
    name = quoted(column.name)
    if field_type(column.data_type) != "string":
        return name
    return plain_sql(f"cast({name} as varchar)")


def _ready(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
