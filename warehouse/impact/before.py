"""The rules of the gate that compare treated with comparison areas in the years before the start.

Owns: overlap of levels, pre-trends, anticipation, and the level that a test of the design can reach.
Never: looks at a value from the first start on.

Which assignments would have passed these rules is told for every assignment, not only for the observed one: a test that
counts only those stays right although the design was let through because its pre-trends looked alike. (Choosing designs
by a test of pre-trends otherwise bends what follows: Roth, American Economic Review: Insights 4, 2022.)
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from warehouse.impact import contrasts, inference, thresholds
from warehouse.impact.assignments import Assignments, assignments, count, is_exact, is_mirrored
from warehouse.impact.panel import Floats, Panel
from warehouse.impact.rule import Answer, judged, not_applicable

_COUNTED = 1_000_000  # ways to assign, from which on their number says no more
_RULES = {
    "overlap": "each treated area's mean before the start lies within the comparison areas' range, a quarter wider",
    "pre_trends": f"p at least {thresholds.PRE_TREND_P:.2f} for the difference of slopes before the start",
    "anticipation": f"p at least {thresholds.ANTICIPATION_P:.2f} for the difference in the last year before the start",
    "test_level": f"a test at 5 % must be able to reject in at least {thresholds.LOWEST_LEVEL:.1%} of assignments",
}


@dataclass(frozen=True)
class Before:
    """The answers, and the assignments that would have passed as well (the observed one first)."""

    answers: tuple[Answer, ...]
    assignments: Assignments | None


def cannot_be_told(why: str) -> Before:
    """The answers where there is too little to compare."""
    answers = tuple(not_applicable(rule, threshold, why) for rule, threshold in _RULES.items())
    return Before(answers, None)


def compare(panel: Panel, seed: int) -> Before:
    """Apply the rules to a panel with treated areas, comparison areas and enough years before the first start."""
    every = assignments(panel.labels, seed)
    start = panel.starts[0]
    trends = _statistics(panel, contrasts.slope_weights(panel.years, start), every)
    last = _statistics(panel, contrasts.last_step_weights(panel.years, start), every)
    inside = _overlap(panel, every)
    trend_p, last_p = inference.as_extreme(trends), inference.as_extreme(last)
    passing = inside & (trend_p >= thresholds.PRE_TREND_P) & (last_p >= thresholds.ANTICIPATION_P)
    kept = every.only(passing)
    answers = (
        _overlap_answer(panel, holds=bool(inside[0])),
        _trend_answer(float(trends[0]), float(trend_p[0])),
        _last_answer(float(last[0]), float(last_p[0]), start),
        _level_answer(panel, int(kept.kept.sum())),
    )
    return Before(answers, kept)


def _statistics(panel: Panel, weights: Floats, every: Assignments) -> Floats:
    return contrasts.estimates(contrasts.two_groups(panel, weights)(panel.outcome), every)


def _overlap(panel: Panel, every: Assignments) -> npt.NDArray[np.bool_]:
    order = np.argsort(_levels(panel))
    level, is_never = _levels(panel)[order], every.members[panel.never][:, order] > 0
    (low, high), (lowest, highest) = _ends(level, is_never), _ends(level, ~is_never)
    margin = thresholds.OVERLAP_MARGIN * (high - low)
    return np.asarray((lowest >= low - margin) & (highest <= high + margin))


def _ends(ordered: Floats, member: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """The lowest and the highest level among the members of each row."""
    last = member.shape[1] - 1
    return ordered[member.argmax(axis=1)], ordered[last - member[:, ::-1].argmax(axis=1)]


def _levels(panel: Panel) -> Floats:
    means: Floats = panel.outcome[:, : panel.points_before].mean(axis=1)
    return means


def _overlap_answer(panel: Panel, *, holds: bool) -> Answer:
    level, is_never = _levels(panel), panel.labels == panel.never
    low, high = float(level[is_never].min()), float(level[is_never].max())
    margin = thresholds.OVERLAP_MARGIN * (high - low)
    outside = [
        code
        for code, mean, other in zip(panel.areas, level, is_never, strict=True)
        if not other and not low - margin <= mean <= high + margin
    ]
    said = f"Before the start the comparison areas lay between {low:.4g} and {high:.4g}; "
    said += f"outside the wider range: {', '.join(outside)}." if outside else "every treated area lies within reach."
    return judged("overlap", _RULES["overlap"], float(len(outside)), said, holds=holds)


def _trend_answer(slope: float, p: float) -> Answer:
    said = (
        f"Before the start treated areas moved by {slope:+.4g} a year against the comparison areas (p = {p:.3f}). "
        "With few years such a test misses much: it can speak against a design, not for it."
    )
    return judged("pre_trends", _RULES["pre_trends"], p, said, holds=p >= thresholds.PRE_TREND_P)


def _last_answer(step: float, p: float, start: int) -> Answer:
    said = (
        f"In {start - 1} treated areas stood {step:+.4g} off, against the years before and the comparison areas "
        f"(p = {p:.3f})."
    )
    return judged("anticipation", _RULES["anticipation"], p, said, holds=p >= thresholds.ANTICIPATION_P)


def _level_answer(panel: Panel, kept: int) -> Answer:
    labels = [int(label) for label in panel.labels]
    level = inference.attainable(kept, is_mirrored=is_mirrored(labels))
    number, way = count(labels), "all listed" if is_exact(labels) else "a sample drawn"
    ways = f"{number:,}" if number < _COUNTED else f"more than {_COUNTED:,}"
    said = (
        f"The starts could have been given to the areas in {ways} ways ({way}); {kept:,} of those looked at would "
        f"have passed, so a test at 5 % rejects in {level:.1%} of them when nothing changed."
    )
    return judged("test_level", _RULES["test_level"], level, said, holds=level >= thresholds.LOWEST_LEVEL)
