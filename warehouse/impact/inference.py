"""How sure an estimate is: tests and intervals from the assignments that might have been.

Owns: randomization tests, their intervals, the errors clustered by area, and the level that a test can reach.
Never: decides which test a design gets (`settled` in `estimation` does).

Sources: randomization inference, Fisher 1935 (Imbens and Rubin, Causal Inference, 2015, chapter 5) and intervals by
inversion of the test (ibid., 5.7); errors clustered by area in the small-sample form of Bell and McCaffrey (2002),
which for means of groups is s1^2/n1 + s0^2/n0; the studentized statistic that stays right where groups differ in their
spread (Chung and Romano, Annals of Statistics 41, 2013).
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from warehouse.impact import contrasts
from warehouse.impact.assignments import Assignments
from warehouse.impact.panel import Floats, Labels

LEVEL = 0.05
_TIE = 1e-9


@dataclass(frozen=True)
class Sureness:
    """The interval of an estimate, its p-value, the method of both, and the standard error where there is one."""

    interval_low: float
    interval_high: float
    p_value: float
    method: str
    standard_error: float | None = None


def as_extreme(statistics: Floats) -> Floats:
    """For each statistic the share of all that are at least as far from nought; ties count as equal."""
    sizes = np.abs(statistics)
    rounded = np.round(sizes / max(float(sizes.max()), 1e-300), 9)
    ordered = np.sort(rounded)
    share: Floats = (len(rounded) - np.searchsorted(ordered, rounded, side="left")) / len(rounded)
    return share


def p_value(statistics: Floats) -> float:
    """The p-value of the first statistic among all."""
    return float(as_extreme(statistics)[0])


def attainable(number: int, *, is_mirrored: bool) -> float:
    """The highest p-value up to five per cent that so many assignments can give: the true level of the test."""
    step = 2 if is_mirrored else 1
    return math.floor(LEVEL * number / step + _TIE) * step / number if number else 0.0


def by_randomization(outcome: Floats, exposed: Floats, assignments: Assignments, labels: Labels) -> Sureness:
    """Test and interval of a constant effect, exact over the assignments.

    Args:
        outcome: contrast of the values.
        exposed: contrast of the exposure, so that an effect can be taken away under every assignment.
        assignments: the observed one first.
        labels: the observed one.
    """
    observed = contrasts.estimate(outcome, labels) / (own := contrasts.estimate(exposed, labels))
    values = contrasts.estimates(outcome, assignments) / own
    shares = np.clip(contrasts.estimates(exposed, assignments) / own, -1, 1)
    low, high = _roots(observed, values, shares)
    return Sureness(_cut(low), -_cut(-high), p_value(values), "randomization")


def _roots(observed: float, values: Floats, shares: Floats) -> tuple[Floats, Floats]:
    """For each assignment the effects between which its statistic is at least as far from nought as the observed.

    |value - share * effect| >= |observed - effect| holds between the two roots, around the observed estimate.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        one = (observed - values) / (1 - shares)
        other = (observed + values) / (1 + shares)
    roots = np.vstack([one, other])
    endless = ~np.isfinite(roots) | (np.vstack([1 - shares, 1 + shares]) < _TIE)
    low = np.where(endless, -np.inf, roots).min(axis=0)
    high = np.where(endless, np.inf, roots).max(axis=0)
    return low, high


def _cut(low: Floats) -> float:
    """The lowest effect that the test does not reject."""
    ordered = np.sort(low)
    return float(ordered[min(math.floor(LEVEL * len(ordered) + _TIE), len(ordered) - 1)])


def clustered_errors(contrast: Floats, assignments: Assignments) -> Floats:
    """The standard error under each assignment: the spread of areas within each label, of areas as clusters."""
    variance = np.zeros(assignments.number)
    for label, member in enumerate(assignments.members):
        number = member[0].sum()  # the same under every assignment
        total, squares = member @ contrast[:, label], member @ contrast[:, label] ** 2
        variance += number / (number - 1) * (squares - total**2 / number)
    errors: Floats = np.sqrt(np.maximum(variance, 0))
    return errors[assignments.kept]


def by_clusters(outcome: Floats, assignments: Assignments) -> Sureness:
    """Errors clustered by area, with the critical value of the studentized statistic over the assignments."""
    errors = clustered_errors(outcome, assignments)
    values = contrasts.estimates(outcome, assignments)
    studentized = values / np.where(errors > 0, errors, np.inf)
    critical = critical_value(studentized)
    reach = critical * errors[0]
    return Sureness(
        float(values[0] - reach),
        float(values[0] + reach),
        p_value(studentized),
        "clustered_errors",
        float(errors[0]),
    )


def critical_value(statistics: Floats) -> float:
    """The size that a statistic must pass for a p-value of at most five per cent."""
    sizes: npt.NDArray[np.float64] = np.sort(np.abs(statistics))[::-1]
    return float(sizes[min(math.floor(LEVEL * len(sizes) + _TIE), len(sizes) - 1)])
