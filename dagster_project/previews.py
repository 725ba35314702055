"""What Dagster's pages show of a table: its rows, its first rows.

Owns: metadata of tables that were just built.
Never: writes; reads a table whole.
"""

from collections.abc import Mapping
from typing import Any

import dagster as dg
import duckdb

PREVIEW_ROWS, PREVIEW_COLUMNS, PREVIEW_WIDTH = 5, 8, 40
_NO_PREVIEW = {"raw", "staging", "intermediate"}


def table_metadata(
    connection: duckdb.DuckDBPyConnection,
    here: Mapping[tuple[str, str], int],
    counts: Mapping[tuple[str, str], int],
    name: tuple[str, str],
) -> dict[str, Any]:
    """Row count of a table, and for a published one its first rows as Markdown; nothing for a view.

    Args:
        connection: the build file.
        here: rows of the tables that stand in it.
        counts: rows of the tables that the engine made, which are all of them.
        name: schema and name.
    """
    metadata: dict[str, Any] = {}
    if name in counts:
        metadata["dagster/row_count"] = counts[name]
    if name in here and name in counts and name[0] not in _NO_PREVIEW:
        metadata["preview"] = dg.MetadataValue.md(_first_rows(connection, *name))
    return metadata


def markdown(names: list[str], rows: list[tuple[Any, ...]]) -> str:
    """A Markdown table; long values are cut, signs that would break the table are taken out."""
    lines = [names, ["---"] * len(names), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _first_rows(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> str:
    cursor = connection.execute(f'select * from "{schema}"."{table}" limit {PREVIEW_ROWS}')
    names = [column[0] for column in cursor.description or []][:PREVIEW_COLUMNS]
    return markdown(names, [row[:PREVIEW_COLUMNS] for row in cursor.fetchall()])


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    text = text.replace("|", "/").replace("\n", " ").replace("<", "‹").replace(">", "›")
    return text if len(text) <= PREVIEW_WIDTH else text[: PREVIEW_WIDTH - 1] + "…"
