"""One question to a release, in SQL.

Owns: what `dwsc query` and the page *Ask in SQL* take: one SELECT, so many rows, seconds, bytes; and the answer.
Never: runs the statement in this process; opens a release; writes.
"""

import json
from dataclasses import dataclass
from typing import Any

from warehouse.errors import QueryError, ReleaseError
from warehouse.question.asked import Asked
from warehouse.question.process import late, lines
from warehouse.question.values import read
from warehouse.release.pointer import Release, required
from warehouse.settings import Settings

_LONGEST = 100_000


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


def run_query(settings: Settings, sql: str, *, rows: int | None = None, release: Release | None = None) -> QueryResult:
    """Answer one SELECT from a release, in a process of its own, within the limits of the settings.

    Args:
        settings: where the releases are, and the limits query_rows, query_seconds and so on.
        sql: one statement that only reads; a semicolon at its end is fine.
        rows: the most rows to return, in place of query_rows.
        release: which one is asked; the current one if none is given.

    Raises:
        QueryError: not exactly one reading statement, wrong SQL, or past a limit; the message says which.
        ReleaseError: no release is current, or the release is damaged.
    """
    limit = settings.query_rows if rows is None else rows
    if limit < 1:
        raise QueryError(f"The number of rows must be 1 or more, not {limit}.")
    _refuse_no_text(sql)
    asked_of = release or required(settings)
    asked = Asked(
        database=str(asked_of.database),
        sql=sql,
        rows=limit,
        seconds=settings.query_seconds,
        memory_bytes=settings.query_memory_mb * 2**20,
        answer_bytes=settings.query_answer_mb * 2**20,
        threads=settings.query_threads,
    )
    return _result(lines(asked), asked, asked_of)


def _refuse_no_text(sql: str) -> None:
    """Refuse what DuckDB would not read to its end: it takes a zero byte for the end of the statement."""
    if len(sql) > _LONGEST:
        raise QueryError(f"It is longer than {_LONGEST:,} characters; ask a shorter question.")
    if any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in sql):
        raise QueryError("It holds a sign that is no text, such as a zero byte. Type the statement anew.")


def _result(said: list[str], asked: Asked, release: Release) -> QueryResult:
    told: dict[str, Any] = {}
    rows: list[tuple[Any, ...]] = []
    for line in map(json.loads, said):
        if isinstance(line, dict):
            told |= line
        else:
            rows.append(tuple(read(value) for value in line))
    if "refused" in told:
        raise QueryError(told["refused"])
    if "damaged" in told:
        raise ReleaseError(told["damaged"])
    if "late" in told:
        raise late(asked.seconds)
    columns = tuple(QueryColumn(name, kind) for name, kind in told["columns"])
    return QueryResult(columns, rows, told["is_cut"], told.get("total"), release.release_id, release.is_sample)
