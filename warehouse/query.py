"""One question to the current release, in SQL.

Owns: what `dwsc query` and the SQL box take: exactly one SELECT, so many rows, so many seconds.
Never: opens anything but a release; writes; shows a DuckDB error without saying what it means.
"""

import contextlib
import itertools
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.errors import QueryError, ReleaseError
from warehouse.release.pointer import current
from warehouse.release.reader import connect
from warehouse.settings import Settings

ALLOWED = (
    "Allowed is exactly one statement that only reads: SELECT, WITH … SELECT, FROM …, SUMMARIZE, DESCRIBE or SHOW."
)
# Table functions that change DuckDB itself, or run SQL out of a text that the checks here would not see.
_SHUT_FUNCTIONS = frozenset(
    {
        "arrow_scan",
        "arrow_scan_dumb",
        "checkpoint",
        "disable_logging",
        "disable_profiling",
        "enable_logging",
        "enable_profiling",
        "force_checkpoint",
        "json_execute_serialized_sql",
        "pandas_scan",
        "python_map_function",
        "query",
        "query_table",
        "truncate_duckdb_logs",
    }
)
_PLAIN: tuple[tuple[type[duckdb.Error], str], ...] = (
    (duckdb.ParserException, "This is not valid SQL"),
    (duckdb.CatalogException, "A table or function in it does not exist"),
    (duckdb.BinderException, "A column or type in it does not fit"),
    (duckdb.PermissionException, "Reading other files and changing settings is switched off here"),
    (duckdb.ConversionException, "A value cannot be turned into the type that is asked for"),
    (duckdb.OutOfMemoryException, "It needs more memory than a query may take; narrow it with WHERE or LIMIT"),
)


@dataclass(frozen=True)
class QueryColumn:
    """One column of an answer: its name and its DuckDB type."""

    name: str
    data_type: str


@dataclass(frozen=True)
class QueryResult:
    """An answer: at most the rows asked for, how many there are in all (None: counting took too long), and whence."""

    columns: tuple[QueryColumn, ...]
    rows: list[tuple[Any, ...]]
    truncated: bool
    total: int | None
    release_id: str
    is_sample: bool


def run_query(settings: Settings, sql: str, *, rows: int | None = None) -> QueryResult:
    """Answer one SELECT from the current release, within the row and time limits of the settings.

    Args:
        settings: where the releases are, and the limits query_rows and query_seconds.
        sql: one statement that only reads; a semicolon at its end is fine.
        rows: the most rows to return, in place of query_rows.

    Raises:
        QueryError: not exactly one reading statement, wrong SQL, or out of time; the message says which.
        ReleaseError: nothing was published yet, or the release is damaged.
    """
    limit = settings.query_rows if rows is None else rows
    if limit < 1:
        raise QueryError(f"The number of rows must be 1 or more, not {limit}.")
    release = current(settings)
    if release is None:
        raise ReleaseError(f"Nothing was published yet in {settings.releases}; `dwsc run` makes the first release.")
    with connect(release.database) as connection, _plain_errors(), _time_limit(connection, settings.query_seconds):
        statement = checked_statement(connection, sql)
        cursor = connection.execute(statement)
        columns = tuple(QueryColumn(str(name), str(kind)) for name, kind, *_ in cursor.description or ())
        found = cursor.fetchmany(limit + 1)
        truncated = len(found) > limit
        total = _count(connection, statement) if truncated else len(found)
    return QueryResult(columns, found[:limit], truncated, total, release.release_id, release.is_sample)


def checked_statement(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """Return the one reading statement in a text.

    Raises:
        QueryError: there is none, more than one, or it is not one that only reads.
    """
    with _plain_errors():
        statements = connection.extract_statements(sql)
    if not statements:
        raise QueryError(f"There is no SQL in it. {ALLOWED}")
    kinds = [statement.type.name for statement in statements]
    if kinds != ["SELECT"]:
        raise QueryError(f"It holds {', '.join(kinds)}. {ALLOWED}")
    if statements[0].named_parameters:
        raise QueryError("It holds a placeholder (? or $1) without a value; write the value itself.")
    tokens = _tokens(sql)
    if shut := _shut_function(tokens):
        raise QueryError(f"The function {shut}() is switched off here. {ALLOWED}")
    return "".join(itertools.takewhile(lambda token: not token.startswith(";"), tokens))


def _tokens(sql: str) -> list[str]:
    """Cut a statement as DuckDB's own reader does; each piece keeps the spaces and comments that follow it."""
    content = sql.encode()
    starts = [start for start, _ in duckdb.tokenize(sql)]
    return [content[start:end].decode() for start, end in zip(starts, [*starts[1:], len(content)], strict=True)]


def _shut_function(tokens: list[str]) -> str | None:
    """Find a shut function: its name, quoted or not, and an opening bracket right after it."""
    for token, following in itertools.pairwise(tokens):
        word = re.match(r'"?(\w*)', token)
        if word and word[1].lower() in _SHUT_FUNCTIONS and following.startswith("("):
            return word[1].lower()
    return None


def _count(connection: duckdb.DuckDBPyConnection, statement: str) -> int | None:
    """Count all rows of a statement, or give up when the time is over: the rows found already are worth showing."""
    try:
        counted = connection.execute(f"select count(*) from (\n{statement}\n)").fetchall()
    except duckdb.Error:
        return None
    return int(counted[0][0])


@contextlib.contextmanager
def _time_limit(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, connection.interrupt)
    timer.start()
    try:
        yield
    except duckdb.InterruptException as error:
        raise QueryError(
            f"It took longer than {seconds:g} seconds and was stopped. "
            "Narrow it with WHERE, or raise DWSC_QUERY_SECONDS."
        ) from error
    finally:
        timer.cancel()


@contextlib.contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        meaning = next((plain for kind, plain in _PLAIN if isinstance(error, kind)), "DuckDB could not answer")
        said = str(error).partition(": ")[2] or str(error)
        raise QueryError(f"{meaning}:\n{said.strip()}\nTables and columns are listed in guide.dictionary.") from error
