"""The example queries of a release, asked of it: which of them no longer say what guide.queries says of them.

Owns: the comparison of columns and rows with what is expected.
Never: corrects a query; reads the files that they are written in (dbt_models/analyses).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb


@dataclass(frozen=True)
class Example:
    """One row of guide.queries."""

    query_id: str
    topic: str
    sql: str
    column_names: str
    expected_rows: str
    least_row_count: int


def examples(connection: duckdb.DuckDBPyConnection) -> list[Example]:
    """Every example query of a release."""
    names = ", ".join(Example.__dataclass_fields__)
    return [
        Example(*row) for row in connection.execute(f"select {names} from guide.queries order by query_no").fetchall()
    ]


def stale(
    connection: duckdb.DuckDBPyConnection, asked: Sequence[Example], *, is_whole_sample: bool = False
) -> list[str]:
    """What is wrong with each query, one line each; rows beyond `one` are only counted on the whole sample."""
    found = []
    for example in asked:
        try:
            cursor = connection.execute(example.sql)
            columns = ", ".join(str(column[0]) for column in cursor.description or [])
            rows = len(cursor.fetchall())
        except duckdb.Error as error:
            found.append(f"{example.query_id}: {str(error).splitlines()[0]}")
            continue
        if columns != example.column_names:
            found.append(f"{example.query_id}: columns {columns}, expected {example.column_names}")
        if wrong := _wrong_rows(example, rows, is_whole_sample=is_whole_sample):
            found.append(f"{example.query_id}: {wrong}")
    return found


def _wrong_rows(example: Example, rows: int, *, is_whole_sample: bool) -> str | None:
    if example.expected_rows == "one" and rows != 1:
        return f"{rows} rows, expected one"
    if is_whole_sample and rows < example.least_row_count:
        return f"{rows} rows, expected {example.least_row_count} or more"
    return None
