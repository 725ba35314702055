"""The process in which a question is answered: small, alone, and stopped at its limits.

Owns: the limits that this process sets itself before it opens the release, and the answer on its standard output, one
JSON object or list a line: columns, each row, whether there are more, how many in all.
Never: writes a file, starts a process, or is imported by another module.
"""

import contextlib
import json
import math
import resource
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import QueryError, ReleaseError
from warehouse.question.asked import GRACE_SECONDS, Asked
from warehouse.question.statement import TOO_MUCH_MEMORY, checked_statement, plain_errors
from warehouse.question.values import written
from warehouse.release.reader import connect

_AT_A_TIME = 500
_FILES = 64


def main() -> None:
    """Answer the question on standard input."""
    asked = Asked(**json.load(sys.stdin))
    _limit(asked)
    try:
        # A part of the memory is for the programs themselves and for the rows on their way out.
        with connect(Path(asked.database), memory_bytes=asked.memory_bytes // 2, threads=asked.threads) as connection:
            _answer(connection, asked)
    except QueryError as error:
        _say({"refused": str(error)})
    except ReleaseError as error:
        _say({"damaged": str(error)})
    except MemoryError:
        _say({"refused": f"{TOO_MUCH_MEMORY}."})


def _limit(asked: Asked) -> None:
    processor = math.ceil(asked.threads * (asked.seconds + GRACE_SECONDS))
    for kind, most in (
        (resource.RLIMIT_AS, asked.memory_bytes),
        (resource.RLIMIT_CPU, processor),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hardest = resource.getrlimit(kind)
        allowed = most if hardest == resource.RLIM_INFINITY else min(most, hardest)
        resource.setrlimit(kind, (allowed, allowed))


def _answer(connection: duckdb.DuckDBPyConnection, asked: Asked) -> None:
    with plain_errors(), _time_limit(connection, asked.seconds):
        statement = checked_statement(connection, asked.sql)
        cursor = connection.execute(statement)
        _say({"columns": [[str(name), str(kind)] for name, kind, *_ in cursor.description or ()]})
        sent, is_cut = _rows(cursor, asked)
        _say({"is_cut": is_cut})
        _say({"total": _count(connection, statement) if is_cut else sent})


def _rows(cursor: duckdb.DuckDBPyConnection, asked: Asked) -> tuple[int, bool]:
    """Send at most so many rows; returns how many, and whether there are more."""
    sent = size = 0
    while found := cursor.fetchmany(min(_AT_A_TIME, asked.rows + 1 - sent)):
        for row in found:
            if sent == asked.rows:
                return sent, True
            size += _say([written(value) for value in row])
            if size > asked.answer_bytes:
                raise QueryError(
                    f"The answer is larger than {asked.answer_bytes // 2**20:,} MB. Ask for fewer rows or columns, "
                    "or raise DWSC_QUERY_ANSWER_MB."
                )
            sent += 1
    return sent, False


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
    timer.daemon = True
    timer.start()
    try:
        yield
    except duckdb.InterruptException:
        _say({"late": True})
    finally:
        timer.cancel()


def _say(said: Any) -> int:
    line = json.dumps(said)
    sys.stdout.write(line + "\n")
    if isinstance(said, dict):
        sys.stdout.flush()
    return len(line)


if __name__ == "__main__":
    main()
