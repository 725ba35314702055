"""The rows of a shape as SDMX observations, in the order of their keys, a bounded number at a time.

Owns: how much is read at once, and the turning of a row into codes and texts.
Never: holds a whole dataset; leaves a row out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from warehouse.errors import WarehouseError
from warehouse.exchange.choice import Choice
from warehouse.exchange.queries import union
from warehouse.exchange.sdmx import terms
from warehouse.exchange.sdmx.shapes import MEASURE, TIME, Component, Shape

_AT_ONCE = 250_000
_FETCHED = 5_000


@dataclass(frozen=True)
class Observation:
    """One observation: the codes of its series, its period, its value and what is said of it; empty ones left out."""

    key: tuple[str, ...]
    period: str
    value: str | None
    attributes: dict[str, str]


@dataclass
class Codes:
    """Every code that an observation carried, by code list, so that the structure names each of them."""

    seen: dict[str, set[str]] = field(default_factory=dict)

    def add(self, components: Sequence[Component], values: Sequence[str | None]) -> None:
        """Take the codes of one observation."""
        for component, value in zip(components, values, strict=True):
            if component.codes and value is not None:
                self.seen.setdefault(component.codes, set()).add(value)


def observations(
    connection: duckdb.DuckDBPyConnection, shape: Shape, choice: Choice, codes: Codes, at_once: int = _AT_ONCE
) -> Iterator[Observation]:
    """All observations of a shape that are asked for, series by series, each in the order of its periods.

    Args:
        connection: to the release.
        shape: what to read.
        choice: indicators and areas; it names both the framework's and ILOSTAT's.
        codes: takes every code that is met.
        at_once: rows that may be sorted together; a single area of an indicator is never split.
    """
    reader = _Reader(shape, _columns(connection, shape), codes)
    for indicators, areas in _parts(connection, shape, choice, at_once):
        cursor = connection.execute(f"{_select(shape)}\norder by {shape.order}", [indicators, areas])
        while fetched := cursor.fetchmany(_FETCHED):
            yield from map(reader.read, fetched)


def count(connection: duckdb.DuckDBPyConnection, shape: Shape, choice: Choice) -> int:
    """How many rows of the release are asked for."""
    return sum(rows for _, _, rows in _sizes(connection, shape, choice))


def _select(shape: Shape) -> str:
    return (
        f"select * from (\n{union(shape.queries)}\n) where indicator in (select unnest(?)) "
        "and coalesce(ref_area, '') in (select unnest(?))"
    )


def _columns(connection: duckdb.DuckDBPyConnection, shape: Shape) -> list[str]:
    described = connection.execute(f"describe {union(shape.queries)}").fetchall()
    return [str(name).upper() for name, *_ in described]


def _sizes(connection: duckdb.DuckDBPyConnection, shape: Shape, choice: Choice) -> list[tuple[str, str, int]]:
    found = connection.execute(
        "select indicator, coalesce(ref_area, '') as area, count(*) as rows\n"
        f"from (\n{union(shape.queries)}\n)\ngroup by indicator, area\norder by indicator, area"
    ).fetchall()
    return [
        (indicator, area, rows)
        for indicator, area, rows in found
        if (not choice.indicators or indicator in choice.indicators) and (not choice.areas or area in choice.areas)
    ]


def _parts(
    connection: duckdb.DuckDBPyConnection, shape: Shape, choice: Choice, at_once: int
) -> Iterator[tuple[list[str], list[str]]]:
    """Parts of a release that are sorted at once: areas of one indicator, in order."""
    indicator, areas, held = "", list[str](), 0
    for name, area, rows in _sizes(connection, shape, choice):
        if areas and (name != indicator or held + rows > at_once):
            yield [indicator], areas
            areas, held = [], 0
        indicator = name
        areas.append(area)
        held += rows
    if areas:
        yield [indicator], areas


class _Reader:
    """Turns rows of one query into observations; where each component stands is looked up once."""

    def __init__(self, shape: Shape, columns: Sequence[str], codes: Codes) -> None:
        self._shape, self._codes = shape, codes
        self._place = {name: number for number, name in enumerate(columns)}
        self._told = [(one.id, place) for one in shape.attributes if (place := self._place.get(one.id)) is not None]
        self._coded = [one for one in shape.attributes if one.codes]
        self._last: tuple[tuple[str, ...], str] = ((), "")

    def read(self, row: Sequence[Any]) -> Observation:
        """One observation.

        Raises:
            WarehouseError: it stands under the key and period of the row before, or its period is none.
        """
        key, period = self._key(row), terms.period(row[self._place[TIME]])
        if (key, period) == self._last:
            raise WarehouseError(f"Two values stand under the key {'.'.join(key)} in {period}. Nothing was kept.")
        self._last = key, period
        told = {name: shown for name, place in self._told if (shown := text(row[place])) is not None}
        source, kind, value = told.get("OBS_STATUS_SOURCE"), told.get("OBS_KIND"), row[self._place[MEASURE]]
        status = terms.status(source, kind, has_value=value is not None)
        if status is not None:
            told["OBS_STATUS"] = status
        if source is not None:
            told["OBS_STATUS_SOURCE"] = terms.code(source)
        self._codes.add(self._coded, [told.get(one.id) for one in self._coded])
        return Observation(key, period, text(value), told)

    def _key(self, row: Sequence[Any]) -> tuple[str, ...]:
        place = self._place
        grouped = terms.group(row[place["DISAGGREGATION"]]) if "DISAGGREGATION" in place else {}
        key = tuple(grouped.get(one.id) or terms.code(row[place[one.id]]) for one in self._shape.dimensions)
        if key != self._last[0]:
            self._codes.add(self._shape.dimensions, key)
        return key


def text(value: Any) -> str | None:
    """A value as text that gives the same value when it is read: numbers in full, flags as true and false."""
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)
