"""The table of areas by years that an estimate is made from, and the areas that could not be used.

Owns: which areas of a plan have every year, without a break in their series, and why the others are left out.
Never: fills a gap, or lets an area in for some of the years only.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from warehouse.impact.designs import TREATED, Plan, PlannedArea, Value

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]


@dataclass(frozen=True)
class LeftOut:
    """An area that is not used: it lacks these years, its series breaks in these, or the plan gives it no start."""

    area: str
    role: str
    missing_years: tuple[int, ...]
    break_years: tuple[int, ...]


@dataclass(frozen=True)
class Panel:
    """Values of the usable areas: `outcome` has a row per area and a column per year.

    `labels` says for each area when it starts, as a place in `starts`; the place after the last one means never.
    """

    areas: tuple[str, ...]
    years: tuple[int, ...]
    outcome: Floats
    labels: Labels
    starts: tuple[int, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def never(self) -> int:
        """The label of areas that only are compared with."""
        return len(self.starts)

    @property
    def treated_count(self) -> int:
        """Usable areas with support."""
        return int((self.labels < self.never).sum())

    @property
    def comparison_count(self) -> int:
        """Usable areas without support."""
        return int((self.labels == self.never).sum())

    @property
    def points_before(self) -> int:
        """Years before the first start; all of them where nothing starts."""
        return sum(year < self.starts[0] for year in self.years) if self.starts else len(self.years)

    @property
    def points_after(self) -> int:
        """Years from the last start on."""
        return sum(year >= self.starts[-1] for year in self.years) if self.starts else 0

    def without(self, area: str) -> "Panel":
        """The panel without one area; a start that no area has any more goes with it."""
        kept = [place for place, code in enumerate(self.areas) if code != area]
        return self.chosen(kept)

    def chosen(self, places: Sequence[int]) -> "Panel":
        """The panel of some of its areas, by their places."""
        starts_of = [self.starts[self.labels[place]] if self.labels[place] < self.never else None for place in places]
        starts = tuple(sorted({start for start in starts_of if start is not None}))
        labels = np.array(
            [len(starts) if start is None else starts.index(start) for start in starts_of], dtype=np.int64
        )
        areas = tuple(self.areas[place] for place in places)
        return Panel(areas, self.years, self.outcome[list(places)], labels, starts, self.left_out)


def build(plan: Plan, values: Iterable[Value]) -> Panel:
    """Put the values of a plan's areas and years into a balanced table.

    An area is used when each year of the plan has a value and its series does not break after the first of them.
    """
    found = {(each.area, each.year): each for each in values}
    used: list[tuple[PlannedArea, list[float]]] = []
    left_out: list[LeftOut] = []
    for area in sorted(plan.areas, key=lambda each: each.code):
        series = [found.get((area.code, year)) for year in plan.years]
        missing = tuple(year for year, each in zip(plan.years, series, strict=True) if each is None)
        breaks = tuple(each.year for each in series[1:] if each is not None and each.is_break)
        startless = area.role == TREATED and plan.start_of(area) is None
        if missing or breaks or startless:
            left_out.append(LeftOut(area.code, area.role, missing, breaks))
        else:
            used.append((area, [each.value for each in series if each is not None]))
    starts = tuple(sorted({start for area, _ in used if (start := plan.start_of(area)) is not None}))
    labels = [starts.index(start) if (start := plan.start_of(area)) is not None else len(starts) for area, _ in used]
    return Panel(
        areas=tuple(area.code for area, _ in used),
        years=plan.years,
        outcome=np.array([series for _, series in used], dtype=np.float64).reshape(len(used), len(plan.years)),
        labels=np.array(labels, dtype=np.int64),
        starts=starts,
        left_out=tuple(left_out),
    )


def shares_used(plan: Plan, panel: Panel) -> dict[str, float]:
    """Share of the plan's areas that are usable, by role; roles without an area are left out."""
    planned = {role: [area for area in plan.areas if area.role == role] for role in {a.role for a in plan.areas}}
    lost = {role: sum(each.role == role for each in panel.left_out) for role in planned}
    return {role: 1 - lost[role] / len(areas) for role, areas in sorted(planned.items(), reverse=role_first(planned))}


def role_first(roles: Iterable[str]) -> bool:
    """Whether sorting backwards puts the treated areas first."""
    return TREATED in set(roles)


def is_contiguous(years: Sequence[int]) -> bool:
    """Whether no year lies between two of the years that is not among them."""
    return all(later - earlier == 1 for earlier, later in pairwise(years))
