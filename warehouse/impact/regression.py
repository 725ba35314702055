"""The estimates that a regression gives: two-way fixed effects, and the interrupted series.

Owns: the two regressions, by statsmodels.
Never: gives a p-value of an interrupted series: at the lengths of yearly series such tests reject far too often.

Sources: two-way fixed effects with errors clustered by area (Bertrand, Duflo and Mullainathan, Quarterly Journal of
Economics 119, 2004); segmented regression (Lopez Bernal, Cummins and Gasparrini, International Journal of Epidemiology
46, 2017) with errors after Newey and West; below twelve points ordinary least squares (Turner and others 2020).
"""

import math
from dataclasses import dataclass

import numpy as np

from warehouse.impact import contrasts, thresholds
from warehouse.impact.panel import Floats, Panel


@dataclass(frozen=True)
class Coefficient:
    """A coefficient with the standard error that its regression gives."""

    value: float
    standard_error: float


@dataclass(frozen=True)
class Segments:
    """An interrupted series: what changed at the start, and the line that went before.

    Attributes:
        level_change: step at the start, in the unit of the outcome.
        slope_change: change of the yearly slope from the start on.
        trend_before: yearly slope before the start.
        fitted: values of the two lines, by year.
    """

    level_change: Coefficient
    slope_change: Coefficient
    trend_before: Coefficient
    fitted: Floats
    errors: str


def two_way(panel: Panel) -> Coefficient:
    """Two-way fixed effects of a balanced panel with one start, with errors clustered by area."""
    from statsmodels.regression.linear_model import OLS

    areas, years = panel.outcome.shape
    area, year = np.divmod(np.arange(areas * years), years)
    exposed = contrasts.exposure(panel).ravel()
    dummies = [np.ones(areas * years), *(area == each for each in range(1, areas))]
    dummies += [year == each for each in range(1, years)]
    design = np.column_stack([exposed, *dummies]).astype(np.float64)
    fitted = OLS(panel.outcome.ravel(), design).fit(cov_type="cluster", cov_kwds={"groups": area})
    return Coefficient(float(fitted.params[0]), float(fitted.bse[0]))


def segments(panel: Panel) -> Segments:
    """Segmented regression of the mean of the areas: Y = b0 + b1 T + b2 D + b3 (T - T0) D + e."""
    from statsmodels.regression.linear_model import OLS

    series, years = panel.outcome.mean(axis=0), np.array(panel.years)
    since = (years >= panel.starts[0]).astype(np.float64)
    design = np.column_stack(
        [np.ones(len(years)), years - years[0], since, (years - panel.starts[0]) * since]
    ).astype(np.float64)  # fmt: skip
    model = OLS(series, design)
    if len(years) < thresholds.SHORT_SERIES:
        fitted, errors = model.fit(), "ordinary least squares"
    else:
        lags = math.floor(4 * (len(years) / 100) ** (2 / 9))
        options = {"maxlags": lags, "use_correction": True}
        fitted, errors = model.fit(cov_type="HAC", cov_kwds=options), f"Newey and West, {lags} lags"
    told = [Coefficient(float(fitted.params[each]), float(fitted.bse[each])) for each in range(4)]
    return Segments(told[2], told[3], told[1], np.asarray(fitted.fittedvalues, dtype=np.float64), errors)
