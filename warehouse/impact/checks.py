"""What speaks for and against an estimate: other starts, other areas, one area less, and the effect by year.

Owns: the diagnostics of a design that the gate let through, and the means before the start of one that it did not.
Never: changes the estimate or the verdict.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from warehouse.impact import contrasts, estimation, regression
from warehouse.impact.contrasts import Contrast
from warehouse.impact.designs import COMPARISON, TREATED
from warehouse.impact.estimation import Inquiry
from warehouse.impact.inference import Sureness, p_value
from warehouse.impact.panel import Floats, Panel

GROUP_MEAN: Final = "group_mean"
EVENT_TIME: Final = "event_time"
LEAVE_ONE_OUT: Final = "leave_one_out"
PLACEBO_IN_TIME: Final = "placebo_in_time"
PLACEBO_IN_SPACE: Final = "placebo_in_space"
TWO_WAY: Final = "two_way_fixed_effects"
FITTED: Final = "fitted_line"
DRIFT: Final = "drift_before"
_PLACEBO_YEARS = 2  # years before the start that the earlier, invented start lies


@dataclass(frozen=True)
class Check:
    """One row of the diagnostics; what does not apply to its kind is None."""

    kind: str
    value: float
    area: str | None = None
    role: str | None = None
    year: int | None = None
    event_time: int | None = None
    area_count: int | None = None
    sureness: Sureness | None = None
    p_value: float | None = None
    standard_error: float | None = None


def means(panel: Panel, *, until: int | None = None) -> list[Check]:
    """Mean of each role by year, up to and without the year `until`."""
    rows = []
    for role, member in ((TREATED, panel.labels < panel.never), (COMPARISON, panel.labels == panel.never)):
        if not member.any():
            continue
        averages = panel.outcome[member].mean(axis=0)
        rows += [
            Check(GROUP_MEAN, float(mean), role=role, year=year, area_count=int(member.sum()))
            for year, mean in zip(panel.years, averages, strict=True)
            if until is None or year < until
        ]
    return rows


def of_comparison(inquiry: Inquiry) -> list[Check]:
    """Every diagnostic of a design with comparison areas."""
    rows = [*means(inquiry.panel), *events(inquiry), *leave_one_out(inquiry)]
    rows += [drift_before(inquiry), *placebo_in_time(inquiry), *placebo_in_space(inquiry.panel)]
    if not inquiry.is_staggered:
        rows.append(_two_way(inquiry.panel))
    return rows


def events(inquiry: Inquiry) -> list[Check]:
    """The effect by year since the start, against the year before it; years before the start should show none."""
    panel, rows = inquiry.panel, []
    reach = [year - start for start in panel.starts for year in panel.years]
    for event in range(min(reach), max(reach) + 1):
        cells = contrasts.event_cells(panel, event)
        if not cells or event == -1:
            continue
        contrast = contrasts.group_time(panel, cells)
        value = contrasts.estimate(contrast(panel.outcome), panel.labels)
        sure = estimation.sureness(inquiry, contrast, _step(panel, event))
        number = sum(int((panel.labels == g).sum()) for g, _ in cells)
        rows.append(Check(EVENT_TIME, value, event_time=event, area_count=number, sureness=sure))
    return rows


def _step(panel: Panel, event: int) -> Floats:
    """How a shift at an event time shows: from the start on, or, before it, up to that year."""
    if event >= 0:
        return contrasts.exposure(panel)
    starts = np.array([*panel.starts, -np.inf])[panel.labels]
    return (np.array(panel.years)[None, :] <= starts[:, None] + event).astype(np.float64)


def leave_one_out(inquiry: Inquiry) -> list[Check]:
    """The estimate without each area, one after the other."""
    panel, rows = inquiry.panel, []
    for area, label in zip(panel.areas, panel.labels, strict=True):
        smaller = panel.without(area)
        if smaller.treated_count and smaller.comparison_count:
            effect = contrasts.effect(smaller, is_staggered=inquiry.is_staggered)
            value = contrasts.estimate(effect(smaller.outcome), smaller.labels)
            role = COMPARISON if label == panel.never else TREATED
            rows.append(Check(LEAVE_ONE_OUT, value, area=area, role=role))
    return rows


def drift_before(inquiry: Inquiry) -> Check:
    """What the estimate would be if the difference of slopes before the first start had gone on, and nothing else."""
    panel = inquiry.panel
    slope = contrasts.two_groups(panel, contrasts.slope_weights(panel.years, panel.starts[0]))
    elapsed = np.array(panel.years, dtype=np.float64) - panel.years[0]
    line = contrasts.estimate(slope(panel.outcome), panel.labels) * np.outer(panel.labels < panel.never, elapsed)
    return Check(DRIFT, contrasts.estimate(inquiry.effect(line), panel.labels))


def placebo_in_time(inquiry: Inquiry) -> list[Check]:
    """What an earlier, invented start would have shown in the years before the real one: it should be near nought."""
    panel = inquiry.panel
    invented = panel.starts[0] - _PLACEBO_YEARS
    before = [year for year in panel.years if year < panel.starts[0]]
    if not before or invented <= before[0]:
        return []
    weights = np.zeros(len(panel.years))
    weights[: len(before)] = contrasts.change_weights(before, invented)
    contrast: Contrast = contrasts.two_groups(panel, weights)
    values = contrasts.estimates(contrast(panel.outcome), inquiry.assignments)
    return [Check(PLACEBO_IN_TIME, float(values[0]), year=invented, p_value=p_value(values))]


def placebo_in_space(panel: Panel) -> list[Check]:
    """The estimate as if each comparison area in turn had been the treated one; the treated areas are left out."""
    others = [place for place, label in enumerate(panel.labels) if label == panel.never]
    change = panel.outcome @ contrasts.change_weights(panel.years, panel.starts[0])
    return [
        Check(
            PLACEBO_IN_SPACE,
            float(change[place] - np.mean([change[each] for each in others if each != place])),
            area=panel.areas[place],
            role=COMPARISON,
        )
        for place in others
        if len(others) > 1
    ]


def _two_way(panel: Panel) -> Check:
    fitted = regression.two_way(panel)
    return Check(TWO_WAY, fitted.value, area_count=len(panel.areas), standard_error=fitted.standard_error)


def of_series(panel: Panel, fitted: regression.Segments) -> list[Check]:
    """The series, the two lines through it, and the regression's errors, which are too small to test with."""
    rows = means(panel)
    rows += [
        Check(FITTED, float(each), year=year, role=TREATED)
        for year, each in zip(panel.years, fitted.fitted, strict=True)
    ]
    for kind in ("trend_before", "level_change", "slope_change"):
        coefficient: regression.Coefficient = getattr(fitted, kind)
        rows.append(Check(f"{kind}_error", coefficient.value, standard_error=coefficient.standard_error))
    return rows
