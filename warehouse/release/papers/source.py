"""The new release, as its papers read it.

Owns: which tables and columns there are, and reading whole small tables in an order that is always the same.
Never: reads a table of more rows than it is told to; reads anything but the DuckDB file of the release.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.release.package import SAMPLE_NOTE, title
from warehouse.release.tables import Table, quoted


@dataclass(frozen=True)
class Grid:
    """Headings and rows."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Source:
    """A release in the making: its folder, its tables, what release.json says, and a connection that reads it alone."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        tables: Iterable[Table],
        manifest: Mapping[str, Any],
        folder: Path,
    ) -> None:
        self._connection = connection
        self.folder = folder
        self.tables = {table.label: table for table in tables}
        self.manifest = manifest

    @property
    def title(self) -> str:
        """The title of the release; that of a sample says so first."""
        return title(self.manifest)

    @property
    def is_sample(self) -> bool:
        """Whether every figure is invented."""
        return bool(self.manifest["is_sample"])

    @property
    def line(self) -> str:
        """Release, day and, where it is so, that the figures are invented; in one line."""
        mark = f"{SAMPLE_NOTE} " if self.is_sample else ""
        return f"{mark}Release {self.manifest['release_id']}, as of {self.manifest['as_of']}."

    def has(self, *labels: str) -> bool:
        """Whether the release has all of these tables."""
        return all(label in self.tables for label in labels)

    def columns(self, label: str) -> tuple[str, ...]:
        """Columns of a table, in their order; none where the release has no such table."""
        return tuple(column.name for column in self.tables[label].columns) if label in self.tables else ()

    def whole(self, label: str, *, leading: Sequence[str] = ()) -> Grid:
        """All rows and columns of a table, ordered by the `leading` columns and then by all others in their order."""
        names = self.columns(label)
        first = [name for name in leading if name in names]
        order = ", ".join(quoted(name) for name in (*first, *(name for name in names if name not in first)))
        shown = ", ".join(quoted(name) for name in names)
        return self.ask(f"select {shown} from {self.tables[label].sql_name} order by {order}")

    def ask(self, sql: str) -> Grid:
        """The answer to a query."""
        answer = self._connection.execute(sql)
        return Grid(tuple(column[0] for column in answer.description), tuple(answer.fetchall()))
