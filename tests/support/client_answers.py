"""What one DuckDB client answers, as JSON; run as a script by the Python of that client's own environment.

Owns: opening a release file directly or through `attach` and `use`, and each answer as columns and rows of text.
Never: imports anything of the project, or anything but DuckDB and the standard library.
"""

import datetime as dt
import decimal
import json
import sys
from typing import Any

import duckdb


def connection(mode: str, database: str) -> Any:
    """The file opened as `open` or `attach` says, and never for writing."""
    if mode == "open":
        return duckdb.connect(database, read_only=True)
    opened = duckdb.connect()
    opened.execute(f"attach '{database}' as release_file (read_only)")
    opened.execute("use release_file")
    return opened


def told(value: Any) -> Any:
    """A value as every client gives it: sums in another order differ in the last digits of a floating-point number."""
    if isinstance(value, float):
        return f"{value:.11g}"
    if isinstance(value, (dt.date, dt.time, dt.timedelta, decimal.Decimal)):
        return str(value)
    return value if value is None or isinstance(value, (bool, int, str)) else repr(value)


def answer(opened: Any, sql: str) -> Any:
    """Columns and rows, or what the client said was wrong."""
    try:
        result = opened.execute(sql)
        columns = [column[0] for column in result.description]
        return {"columns": columns, "rows": [[told(value) for value in row] for row in result.fetchall()]}
    except duckdb.Error as error:
        return {"error": str(error)}


def main() -> None:
    """MODE FILE, with an object of name and SQL on standard input."""
    opened = connection(sys.argv[1], sys.argv[2])
    opened.execute("set TimeZone = 'UTC'")
    answers = {name: answer(opened, sql) for name, sql in json.load(sys.stdin).items()}
    json.dump({"version": duckdb.__version__, "answers": answers}, sys.stdout)


if __name__ == "__main__":
    main()
