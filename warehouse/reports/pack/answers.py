"""The queries of one report, asked once each, and its figures, numbered as they are read.

Owns: which queries were asked, and the marks of the figures.
Never: knows what a report says.
"""

from collections.abc import Iterator
from typing import Any

import duckdb

from warehouse.errors import WarehouseError
from warehouse.reports.pack.content import Figure
from warehouse.reports.pack.query import Answer, Column, ask, read_query


class Answers:
    """What one release answers to the queries of one kind of report."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, kind: str) -> None:
        self._connection, self._kind = connection, kind
        self._asked: dict[str, Answer] = {}
        self._figures: dict[str, Figure] = {}

    def ask(self, name: str) -> Answer:
        """The answer to a query of this report.

        Raises:
            WarehouseError: there is no such query, or the release cannot answer it.
        """
        if name not in self._asked:
            query = read_query(self._kind, name)
            self._asked[name] = ask(self._connection, query, len(self._asked) + 1)
        return self._asked[name]

    def figure(self, answer: Answer, place: int, column: Column) -> Figure:
        """The figure in one cell of an answer; the same cell is the same figure, with the same mark."""
        key = answer.key_of(place)
        figure_id = ".".join(part for part in (answer.query.name, key, column.name) if part)
        if figure_id not in self._figures:
            about = f" ({answer.key_words(place)})" if key else ""
            self._figures[figure_id] = Figure(
                figure_id=figure_id,
                mark=len(self._figures) + 1,
                shown=answer.shown(place, column),
                value=answer.rows[place][column.name],
                meaning=f"{column.meaning}{about}",
                query=answer.query.name,
                key=key,
            )
        return self._figures[figure_id]

    @property
    def asked(self) -> tuple[Answer, ...]:
        """Every answer so far, in the order in which they were asked for."""
        return tuple(self._asked.values())

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure so far, by mark."""
        return tuple(self._figures.values())

    def has_table(self, schema: str, name: str) -> bool:
        """Whether the release has a table."""
        found = self._connection.execute(
            "select count(*) from duckdb_tables() where schema_name = ? and table_name = ?", [schema, name]
        ).fetchall()
        return bool(found[0][0])


class Cell:
    """One value of an answer in a text template: prints itself with its mark, and compares as the value it is."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, answer: Answer, place: int, column: Column) -> None:
        self.answer, self.place, self.column = answer, place, column

    @property
    def value(self) -> Any:
        """As the release holds it."""
        return self.answer.rows[self.place][self.column.name]

    def __bool__(self) -> bool:
        return bool(self.value)

    def __eq__(self, other: object) -> bool:
        return bool(self.value == _plain(other))

    def __lt__(self, other: object) -> bool:
        return bool(self.value < _plain(other))

    def __gt__(self, other: object) -> bool:
        return bool(self.value > _plain(other))

    def __le__(self, other: object) -> bool:
        return bool(self.value <= _plain(other))

    def __ge__(self, other: object) -> bool:
        return bool(self.value >= _plain(other))


class Row:
    """One row of an answer in a text template: its columns by name."""

    def __init__(self, answer: Answer, place: int) -> None:
        self._answer, self._place = answer, place

    def __getattr__(self, name: str) -> Cell:
        column = self._answer.query.columns.get(name)
        if column is None:
            raise WarehouseError(
                f"The query {self._answer.query.name!r} has no column {name!r}. "
                f"It has: {', '.join(self._answer.query.columns)}."
            )
        return Cell(self._answer, self._place, column)


class Rows:
    """The rows of an answer in a text template: a loop goes over them, a name reads a column of the only one."""

    def __init__(self, answer: Answer, places: tuple[int, ...]) -> None:
        self._answer, self._places = answer, places

    def __iter__(self) -> Iterator[Row]:
        return (Row(self._answer, place) for place in self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __getattr__(self, name: str) -> Cell:
        if name.startswith("__"):
            raise AttributeError(name)
        if len(self._places) != 1:
            raise WarehouseError(
                f"The query {self._answer.query.name!r} has {len(self._places)} rows here, so that "
                f"{name!r} could be any of them. Loop over the rows, or pick one by its columns."
            )
        cell: Cell = getattr(Row(self._answer, self._places[0]), name)
        return cell


def matching(answer: Answer, where: dict[str, Any]) -> tuple[int, ...]:
    """The places of the rows in which each named column has the value given.

    Raises:
        WarehouseError: a column is not in the query.
    """
    unknown = sorted(set(where) - set(answer.query.columns))
    if unknown:
        raise WarehouseError(f"The query {answer.query.name!r} has no column {unknown[0]!r}.")
    wanted = {name: _plain(value) for name, value in where.items()}
    return tuple(
        place for place, row in enumerate(answer.rows) if all(row[name] == value for name, value in wanted.items())
    )


def _plain(value: object) -> Any:
    return value.value if isinstance(value, Cell) else value
