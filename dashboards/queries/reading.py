"""How a page reads a release.

Owns: one read-only connection per release file, one cursor per query, results kept by release id, values as SQL text.
Never: opens the build file or writes; holds a query of its own.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import streamlit as st

from warehouse import formulas
from warehouse.errors import ReleaseError
from warehouse.release import reader
from warehouse.release.tables import text as sql_text


@dataclass(frozen=True)
class Source:
    """The release that a page reads: its id keys every cached result, its path the one connection."""

    release_id: str
    database: str


@st.cache_resource(max_entries=4, show_spinner=False, on_release=lambda connection: connection.close())
def _connection(database: str) -> duckdb.DuckDBPyConnection:
    return reader.connect(Path(database))


def _run(source: Source, sql: str) -> duckdb.DuckDBPyConnection:
    try:
        return _connection(source.database).cursor().execute(sql)
    except duckdb.CatalogException as error:
        raise ReleaseError(
            f"Release {source.release_id} lacks a table that this page needs: {str(error).splitlines()[0]}. It was "
            "made by another version of the warehouse. Run `dwsc run` to publish a release with this version."
        ) from error
    except duckdb.Error as error:
        raise ReleaseError(
            f"Release {source.release_id} cannot be read: {str(error).splitlines()[0]}. Check it with "
            f"`dwsc verify {source.release_id}`, then publish a new one with `dwsc run`."
        ) from error


@st.cache_data(max_entries=300, show_spinner=False)
def _rows(release_id: str, database: str, sql: str) -> pd.DataFrame:
    return _run(Source(release_id, database), sql).df()


def rows(source: Source, sql: str) -> pd.DataFrame:
    """The rows of one query, kept in memory per release.

    Raises:
        ReleaseError: the release is damaged or was made by another version.
    """
    return _rows(source.release_id, source.database, sql)


def columns(source: Source, table: str) -> frozenset[str]:
    """The columns of a table named as schema.table; empty where the release has no such table, as older ones may."""
    known = rows(source, _COLUMNS_SQL)
    return frozenset(known.loc[known["name"] == table, "column_name"])


def arrow(source: Source, sql: str) -> pa.Table:
    """The rows of one query with the types of the release, for a file; they are not kept in memory."""
    return _run(source, sql).to_arrow_table()


def csv(source: Source, sql: str) -> bytes:
    """The same rows as CSV: UTF-8 with mark, ISO dates, decimal points, empty for missing.

    A text that a spreadsheet would run as a formula gets an apostrophe in front, as in the release's own CSV files.
    """
    table = arrow(source, sql)
    file = io.BytesIO()
    file.write("\ufeff".encode())
    safe = pa.table([_without_formulas(column) for column in table.columns], names=table.column_names)
    pyarrow.csv.write_csv(safe, file, pyarrow.csv.WriteOptions(quoting_style="needed"))
    return file.getvalue()


def _without_formulas(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column
    cells = pc.replace_substring_regex(column, formulas.CELL_STARTS, formulas.CELL_STARTS_PLAIN)
    return pc.replace_substring_regex(cells, formulas.BLANK_STARTS, formulas.BLANK_STARTS_PLAIN)


_COLUMNS_SQL = """select table_schema || '.' || table_name as name, column_name
from information_schema.columns"""


def literal(value: Any) -> str:
    """A value as SQL text; quotes inside it are doubled, so that a code from the address stays a code."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return f"date '{value.isoformat()}'"
    return sql_text(str(value))


def among(column: str, values: Iterable[Any]) -> str:
    """The condition that a column holds one of some values."""
    return f"{column} in ({', '.join(literal(value) for value in values)})"


def where(conditions: list[str]) -> str:
    """Conditions that must all hold, one a line."""
    return "\n    and ".join(conditions) if conditions else "true"
