"""Invented figures: smooth trends per country, and regions and totals that add up.

Owns: the value of each finest cell (area, period, sex, leaf) and the weighted means made of them.
Never: decides which cells a file shows, with which source, status or note (`observations` does).
"""

from functools import lru_cache
from typing import Literal

from warehouse.sampling.areas import Area, countries
from warehouse.sampling.classifications import LEAVES, Code, Leaf
from warehouse.sampling.datasets import Dataset
from warehouse.sampling.numbers import odds, swing, uniform

MIDDLE_YEAR = 2018
_LOWEST_FACTOR = 0.08
_SHOCK = {2020: 1.0, 2021: 0.45}

Cell = tuple[str, str]


@lru_cache(maxsize=200_000)
def cells(dataset: Dataset, area: Area, period: str, revision: str) -> dict[Cell, tuple[float, float]]:
    """Value and weight of each finest cell of one area and period, by (sex, leaf).

    Args:
        dataset: what is measured.
        area: a country, or an aggregate, whose values are its countries' means weighted by their workers.
        period: "2019" or "2019Q1".
        revision: name of the edition for which the figures of recent years differ a little, or "" for the latest one.
    """
    if not area.members:
        return _country_cells(dataset, area, period, revision)
    parts = [
        (country.workers, _country_cells(dataset, country, period, revision))
        for country in countries()
        if country.code in area.members
    ]
    workers = sum(weight for weight, _ in parts)

    def mean(cell: Cell, place: Literal[0, 1]) -> float:
        return sum(weight * part[cell][place] for weight, part in parts) / workers

    return {cell: (mean(cell, 0), mean(cell, 1)) for cell in parts[0][1]}


def value(dataset: Dataset, area: Area, period: str, revision: str, sex: Code, code: Code) -> tuple[float, float]:
    """Value of one published cell, and its share of the whole (0 to 1): the weighted mean of its leaves."""
    found = cells(dataset, area, period, revision)
    inside = [found[person, leaf] for person in sex.leaves for leaf in code.leaves]
    weight = sum(part for _, part in inside)
    return sum(figure * part for figure, part in inside) / weight, weight


def break_year(dataset: Dataset, area: Area) -> int | None:
    """The year from which a country's figures come from another survey, where they do (about a third of countries)."""
    if dataset.is_modelled or uniform(dataset.code, area.code, "has break") > 0.34:
        return None
    return 2015 + int(9 * uniform(dataset.code, area.code, "break year"))


@lru_cache(maxsize=100_000)
def _country_cells(dataset: Dataset, area: Area, period: str, revision: str) -> dict[Cell, tuple[float, float]]:
    level = _level(dataset, area)
    factor = _factor(dataset, area, period) * _revised(dataset, area, period, revision)
    women = 0.30 + 0.17 * uniform("women", area.code)
    return {
        (sex, leaf.name): (
            _leaf_value(dataset, area, level, factor, sex, leaf),
            (women if sex == "F" else 1.0 - women) * _weight(leaf, area),
        )
        for sex in ("M", "F")
        for leaf in LEAVES[dataset.classification]
    }


def _weight(leaf: Leaf, area: Area) -> float:
    return leaf.weight_poor + (leaf.weight_rich - leaf.weight_poor) * area.development


def _level(dataset: Dataset, area: Area) -> float:
    level = dataset.poor + (dataset.rich - dataset.poor) * area.development
    spread = swing(dataset.code, area.code, "level")
    if dataset.kind == "share":
        return odds(level, 1.0 + 0.6 * spread, dataset.ceiling)
    return level * (1.0 + 0.55 * spread) if dataset.kind == "rate" else level + 12.0 * spread


def _factor(dataset: Dataset, area: Area, period: str) -> float:
    year, quarter = int(period[:4]), int(period[5:] or 1)
    slope = dataset.slope + dataset.slope_spread * swing(dataset.code, area.code, "slope")
    shock = dataset.shock * (0.5 + uniform(dataset.code, area.code, "shock")) * _SHOCK.get(year, 0.0)
    season = 0.05 * swing(dataset.code, area.code, "season", quarter) if dataset.frequency == "Q" else 0.0
    factor = 1.0 + slope * (year - MIDDLE_YEAR + (quarter - 1) / 4) + shock + season
    factor += dataset.wobble * _smooth(dataset, area, year)
    changed = break_year(dataset, area)
    if changed is not None and year >= changed:
        factor *= 1.0 + 0.22 * swing(dataset.code, area.code, "break size")
    return max(_LOWEST_FACTOR, factor)


def _smooth(dataset: Dataset, area: Area, year: int) -> float:
    before, now, after = (swing(dataset.code, area.code, "wobble", year + step) for step in (-1, 0, 1))
    return (before + 2.0 * now + after) / 4.0


def _revised(dataset: Dataset, area: Area, period: str, revision: str) -> float:
    if not revision or uniform(dataset.code, area.code, "revised", revision) > 0.45:
        return 1.0
    return 1.0 + 0.06 * swing(dataset.code, area.code, "revision", revision, period)


def _leaf_value(dataset: Dataset, area: Area, level: float, factor: float, sex: str, leaf: Leaf) -> float:
    person = dataset.women if sex == "F" else 2.0 - dataset.women
    own = 1.0 + 0.18 * swing(dataset.code, area.code, "leaf", sex, leaf.name)
    if dataset.kind == "share":
        return odds(level, factor * person * leaf.factor * own, dataset.ceiling)
    if dataset.kind == "rate":
        return level * factor * person * leaf.factor * own
    return level * factor + 6.0 * (leaf.factor - 1.0) + 22.0 * (own - 1.0)
