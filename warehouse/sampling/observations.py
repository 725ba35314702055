"""The rows of a sample file: which cells are there, from which source, with which flags and notes.

Owns: gaps, sparse countries, sources and their changes, status flags, empty values and the mark on every row.
Never: invents a value (`figures` does) or knows how a file is laid out (`layouts` does).
"""

from collections.abc import Iterator
from typing import NamedTuple

from warehouse.sampling.areas import Area, aggregates, countries, country_places
from warehouse.sampling.classifications import CODES, NO_SEX, SEXES, Code
from warehouse.sampling.datasets import Dataset
from warehouse.sampling.editions import Edition
from warehouse.sampling.figures import break_year, value
from warehouse.sampling.numbers import choice, spell, uniform

MARK = "Z0:1"
_SMALL_CELL = 0.035
_WHOLLY_WITHHELD = 0.02
_LAST_ANCHORED = 2024  # the last year that an edition of November 2025 can rest on national data


class Row(NamedTuple):
    """One observation in ILOSTAT's codes; `value` is decimal text, empty where ILOSTAT withholds it."""

    ref_area: str
    source: str
    indicator: str
    sex: str
    classif1: str
    time: str
    obs_value: str
    obs_status: str
    note_classif: str
    note_indicator: str
    note_source: str


def rows(dataset: Dataset, edition: Edition) -> Iterator[Row]:
    """The rows of one edition of a dataset, area by area, newest period first in files of the present layout."""
    areas = countries() + (aggregates() if dataset.aggregates else ())
    for area in sorted(areas, key=lambda area: area.code):
        if edition.areas and area.code not in edition.areas:
            continue
        shown = periods(dataset, area, edition.last_year)
        for period in shown if edition.is_oldest_first else reversed(shown):
            yield from _period_rows(dataset, area, edition, period, shown)


def periods(dataset: Dataset, area: Area, last_year: int) -> list[str]:
    """The periods that a dataset has for an area, oldest first: all where modelled, else what its capacity allows."""
    years = range(dataset.first_year, last_year + 1)
    if dataset.is_modelled or area.members or dataset.sources == ("XX",):
        return [str(year) for year in years]
    if uniform(dataset.code, area.code, "reports") > dataset.coverage * (0.7 + 0.6 * area.capacity):
        return []
    gap = 1 if area.capacity > 0.55 else 2 if area.capacity > 0.4 else 3 if area.capacity > 0.25 else 5
    first = dataset.first_year + int(uniform(dataset.code, area.code, "first") * (gap + 2))
    late = int(uniform(dataset.code, area.code, "late") * (1.5 + 2.0 * (1.0 - area.capacity)))
    kept = [
        year
        for year in years
        if first <= year <= last_year - late
        and (year - first) % gap == 0
        and uniform(dataset.code, area.code, "kept", year) > 0.07
    ]
    quarters = range(1, 5) if dataset.frequency == "Q" else (0,)
    return [f"{year}Q{quarter}" if quarter else str(year) for year in kept for quarter in quarters]


def source(dataset: Dataset, area: Area, period: str) -> str:
    """The source's code: two letters and a number from 900000 up, so that it is no real source's."""
    if area.members:
        return f"XA:{906000 + int(area.code[1:])}"
    place = country_places()[area.code]
    if dataset.is_modelled:
        return f"XA:{900000 + 100 * place + 99}"
    prefix = choice(dataset.sources, dataset.code, area.code, "survey")
    changed = break_year(dataset, area)
    survey = 1 if changed is None or int(period[:4]) < changed else 2
    return f"{prefix}:{900000 + 100 * place + 10 * survey + dataset.sources.index(prefix)}"


def _period_rows(dataset: Dataset, area: Area, edition: Edition, period: str, shown: list[str]) -> Iterator[Row]:
    changed = break_year(dataset, area)
    is_break = not area.members and changed is not None and period == _first_after(shown, changed)
    notes = "" if area.members else "_".join(filter(None, (dataset.note_indicator, "I11:3256" if is_break else "")))
    from_source, source_note = source(dataset, area, period), _source_note(dataset, area)
    classification_note = _classification_note(area)
    for sex in SEXES if dataset.by_sex else NO_SEX:
        for code in CODES[dataset.classification]:
            figure, weight = value(dataset, area, period, edition.revision, sex, code)
            status, is_empty = _status(dataset, area, period, sex, code, weight, is_latest=period == shown[-1])
            yield Row(
                area.code,
                from_source,
                dataset.indicator,
                sex.code,
                code.code,
                period,
                "" if is_empty else spell(figure, edition.decimals),
                "B" if is_break and status in ("", "P", "E") else status,
                classification_note if code.code.startswith("ECO_AGGREGATE") else "",
                notes,
                source_note,
            )


def _first_after(shown: list[str], year: int) -> str | None:
    """The first period from `year` on, where there is an earlier one to break with."""
    return next((period for period in shown[1:] if int(period[:4]) >= year > int(shown[0][:4])), None)


def _status(
    dataset: Dataset, area: Area, period: str, sex: Code, code: Code, weight: float, *, is_latest: bool
) -> tuple[str, bool]:
    """The status flag of a cell, and whether its value is withheld."""
    if area.members:
        return "", False
    if dataset.is_modelled:
        return _modelled_status(dataset, area, period), False
    if dataset.classification == "MIG" and uniform(dataset.code, area.code, period, "withheld") < _WHOLLY_WITHHELD:
        return "C", True
    chance = uniform(dataset.code, area.code, period, sex.code, code.code, "status")
    if weight < _SMALL_CELL and chance < 0.42:
        confidential = dataset.classification == "MIG" and chance < 0.1
        return ("C", True) if confidential else ("U", chance < 0.24)
    if weight < 0.3 and chance > 0.995:
        return "S", False
    if is_latest and uniform(dataset.code, area.code, "provisional") < 0.18:
        return "P", False
    return ("E", False) if dataset.classification == "SOC" and area.capacity < 0.4 else ("", False)


def _modelled_status(dataset: Dataset, area: Area, period: str) -> str:
    if dataset.indicator.startswith("SDG_1041"):
        return "I" if area.capacity < 0.35 else "M" if uniform(dataset.code, area.code, period) < 0.3 else ""
    if dataset.indicator.startswith("EMP_2IFL"):
        is_anchored = int(period) <= _LAST_ANCHORED and uniform(dataset.code, area.code, period) < area.capacity
        return "R" if is_anchored else ""
    return ""


def _classification_note(area: Area) -> str:
    return "C5:1023" if uniform("nonstandard activity", area.code) < 0.06 else ""


def _source_note(dataset: Dataset, area: Area) -> str:
    if area.members or dataset.is_modelled:
        return MARK
    coverage = choice(("", "", "", "", "", "S3:8", "S3:20", "S4:33"), "source note", area.code)
    return "_".join(filter(None, (dataset.note_source, coverage, MARK)))
