"""Which statements are answered.

Owns: the rule that a question is exactly one statement that only reads, and the plain words for DuckDB's errors.
Never: runs a statement.
"""

import contextlib
import itertools
import re
from collections.abc import Iterator

import duckdb

from warehouse.errors import QueryError

ALLOWED = (
    "Allowed is exactly one statement that only reads: SELECT, WITH … SELECT, FROM …, SUMMARIZE, DESCRIBE or SHOW."
)
TOO_MUCH_MEMORY = "It needs more memory than a query may take; narrow it with WHERE or LIMIT"
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
    (duckdb.OutOfMemoryException, TOO_MUCH_MEMORY),
)


def checked_statement(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """Return the one reading statement in a text.

    Raises:
        QueryError: there is none, more than one, or it is not one that only reads.
    """
    with plain_errors():
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


@contextlib.contextmanager
def plain_errors() -> Iterator[None]:
    """Say in plain words what DuckDB refuses; its own words follow.

    Raises:
        QueryError: the statement failed.
    """
    try:
        yield
    except duckdb.InterruptException:
        raise
    except duckdb.Error as error:
        meaning = next((plain for kind, plain in _PLAIN if isinstance(error, kind)), "DuckDB could not answer")
        # DuckDB goes on to advise settings that are locked here.
        said = (str(error).partition(": ")[2] or str(error)).partition("\n\nPossible solutions")[0]
        raise QueryError(f"{meaning}:\n{said.strip()}\nTables and columns are listed in guide.dictionary.") from error
