"""Effects as sums over areas: what each area adds to an estimate, whatever start it is given.

Owns: the difference-in-differences of a common start, group-time effects of staggered starts, and their sums.
Never: says how sure an estimate is (`inference` does).

A contrast is a table with a row per area and a column per label (each start, then never). The estimate is the sum of
each area's entry under its own label; under another assignment of starts to areas, the sum of other entries. Sources:
the 2x2 difference-in-differences and its equality with two-way fixed effects in a balanced panel with one start
(Angrist and Pischke, Mostly Harmless Econometrics, 2009, section 5.2); group-time average effects, their comparison
groups and their sums (Callaway and Sant'Anna, Journal of Econometrics 225, 2021, equations 2.4, 2.6, 3.4, 3.11).
"""

from collections.abc import Callable, Sequence

import numpy as np

from warehouse.impact.assignments import Assignments
from warehouse.impact.panel import Floats, Labels, Panel

Contrast = Callable[[Floats], Floats]
Cell = tuple[int, int]  # place of the start, year


def estimate(contrast: Floats, labels: Labels) -> float:
    """The estimate under an assignment of labels to areas."""
    return float(contrast[np.arange(len(labels)), labels].sum())


def estimates(contrast: Floats, assignments: Assignments) -> Floats:
    """The estimate under each of several assignments."""
    total: Floats = sum(
        (member @ contrast[:, label] for label, member in enumerate(assignments.members)), np.zeros(assignments.number)
    )
    return total[assignments.kept]


def two_groups(panel: Panel, weights: Floats) -> Contrast:
    """Mean over treated areas less mean over comparison areas of a weighted sum over years, whatever the start."""
    treated, never = panel.treated_count, panel.never

    def contrast(outcome: Floats) -> Floats:
        of_area = outcome @ weights
        columns = [of_area / treated] * never + [-of_area / panel.comparison_count]
        return np.column_stack(columns)

    return contrast


def difference(panel: Panel) -> Contrast:
    """Change of the mean from before to after the start, treated less comparison: the 2x2 difference-in-differences."""
    return two_groups(panel, change_weights(panel.years, panel.starts[0]))


def change_weights(years: Sequence[int], start: int) -> Floats:
    """Weights that turn a series into its mean from the start on, less its mean before."""
    after = np.array([year >= start for year in years])
    weights: Floats = np.where(after, 1 / max(after.sum(), 1), -1 / max((~after).sum(), 1))
    return weights


def slope_weights(years: Sequence[int], start: int) -> Floats:
    """Weights that turn a series into its least-squares slope over the years before the start."""
    before = np.array([year < start for year in years])
    centred = np.where(before, np.array(years) - np.mean([year for year in years if year < start]), 0.0)
    return np.asarray(centred / (centred @ centred), dtype=np.float64)


def last_step_weights(years: Sequence[int], start: int) -> Floats:
    """Weights that turn a series into its last value before the start, less the mean of those before that one."""
    earlier = sum(year < start - 1 for year in years)
    return np.array([1.0 if year == start - 1 else -1 / earlier if year < start - 1 else 0.0 for year in years])


def post_cells(panel: Panel) -> list[Cell]:
    """Each start with each year from it on."""
    return [(g, year) for g, start in enumerate(panel.starts) for year in panel.years if year >= start]


def event_cells(panel: Panel, event: int) -> list[Cell]:
    """Each start with the year that lies so many years after it (before it where negative)."""
    return [(g, start + event) for g, start in enumerate(panel.starts) if start + event in panel.years]


def group_time(panel: Panel, cells: Sequence[Cell]) -> Contrast:
    """Mean of group-time effects over cells, weighted by the number of areas that start then.

    The effect of a cell is the mean change since the year before the start, among areas with this start, less that of
    its comparison areas: those that never start where there are any, else those that have not started yet.
    """
    counts = [int((panel.labels == label).sum()) for label in range(panel.never + 1)]
    compared = {cell: _compared(panel, cell, counts) for cell in cells}
    usable = [cell for cell in cells if sum(counts[h] for h in compared[cell]) and counts[cell[0]]]
    whole = sum(counts[g] for g, _ in usable)
    place = {year: number for number, year in enumerate(panel.years)}

    def contrast(outcome: Floats) -> Floats:
        table = np.zeros((outcome.shape[0], panel.never + 1))
        for g, year in usable:
            change = (outcome[:, place[year]] - outcome[:, place[panel.starts[g] - 1]]) / whole
            others = compared[g, year]
            size = sum(counts[h] for h in others)
            table[:, g] += change
            for h in others:
                table[:, h] -= change * counts[g] / size
        return table

    return contrast


def _compared(panel: Panel, cell: Cell, counts: Sequence[int]) -> list[int]:
    """Labels of the areas that a cell is compared with."""
    if counts[panel.never]:
        return [panel.never]
    g, year = cell
    return [h for h, start in enumerate(panel.starts) if start > max(year, panel.starts[g])]


def effect(panel: Panel, *, is_staggered: bool) -> Contrast:
    """The contrast whose estimate is the answer of a design."""
    return group_time(panel, post_cells(panel)) if is_staggered else difference(panel)


def exposure(panel: Panel) -> Floats:
    """Which area has the support in which year: 1 from its start on."""
    starts = np.array([*panel.starts, np.inf])[panel.labels]
    return (np.array(panel.years)[None, :] >= starts[:, None]).astype(np.float64)
