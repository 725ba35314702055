"""Invented plans and panels for the tests of the impact gate.

Owns: plans of given group sizes, values of a made outcome, and random panels without any effect.
Never: uses the estimators that are tested.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np

from warehouse.impact.designs import COMPARISON, DIFFERENCE, SERIES, STAGGERED, TREATED, Plan, PlannedArea, Value

REGISTERED = datetime(2019, 6, 30, tzinfo=UTC)
KNOWN = datetime(2021, 3, 1, tzinfo=UTC)


def plan(groups: Sequence[tuple[int, int]], comparison: int, years: tuple[int, int], **changes: Any) -> Plan:
    """A plan with so many areas per start year and so many to compare with; staggered where starts differ."""
    areas = [PlannedArea(f"T{place:02d}", TREATED, start)
             for place, start in enumerate(start for start, number in groups for _ in range(number))]  # fmt: skip
    areas += [PlannedArea(f"C{place:02d}", COMPARISON) for place in range(comparison)]
    method = STAGGERED if len(groups) > 1 else DIFFERENCE if comparison else SERIES
    return replace(
        Plan(
            design_id="D1", version_no=1, sha256="0123456789abcdef" * 4, method=method, areas=tuple(areas),
            first_year=years[0], last_year=years[1], start_year=groups[0][0], question="Did it rise?",
            assumptions="Without support both would have moved alike.", spillover_risk="low",
            spillover_reason="No trade between them.", registered_at=REGISTERED,
        ),
        **changes,
    )  # fmt: skip


def values(plan: Plan, outcome: np.ndarray, **changes: Any) -> list[Value]:
    """Values of a plan's areas (rows, in the order of the plan) and years (columns)."""
    return [
        replace(Value(area.code, year, float(outcome[row, column]), "survey", False, KNOWN), **changes)
        for row, area in enumerate(plan.areas)
        for column, year in enumerate(plan.years)
    ]


def noise(
    generator: np.random.Generator, areas: int, years: int, *, memory: float = 0.5, slopes: float = 0.2
) -> np.ndarray:
    """Panels without an effect: levels and trends of areas differ, years move all alike, errors remember."""
    errors = np.empty((areas, years))
    errors[:, 0] = generator.normal(size=areas) / np.sqrt(1 - memory**2)
    for year in range(1, years):
        errors[:, year] = memory * errors[:, year - 1] + generator.normal(size=areas)
    levels, trends = 5 * generator.normal(size=(areas, 1)), slopes * generator.normal(size=(areas, 1))
    return 50 + levels + trends * np.arange(years) + 2 * generator.normal(size=years) + errors


def calm_outcome(plan: Plan, seed: int = 3) -> np.ndarray:
    """An outcome that passes every rule for the seeds of the tests: small errors around common movements."""
    generator = np.random.default_rng(seed)
    shape = (len(plan.areas), len(plan.years))
    return (
        50 + 5 * generator.normal(size=(shape[0], 1)) + generator.normal(size=shape[1]) + generator.normal(size=shape)
    )


def exposed(plan: Plan) -> np.ndarray:
    """1 where an area has the support, by area and year."""
    starts = [plan.start_of(area) or 9999 for area in plan.areas]
    return (np.array(plan.years)[None, :] >= np.array(starts)[:, None]).astype(float)


def outcomes(plan: Plan, seed: int) -> Iterator[np.ndarray]:
    """Endless random outcomes without an effect."""
    generator = np.random.default_rng(seed)
    while True:
        yield noise(generator, len(plan.areas), len(plan.years))
