"""How a method arrives at its class, in words and numbers.

Owns: the names of methods and of the rules for a baseline, each formula filled with the figures that it read, and the
reason where a method does not apply.
Never: works out a result: shares and ratios are those of indicators.progress.
"""

from typing import Any

from dashboards import words
from dashboards.status import mark
from warehouse.reports.tracking_columns import REASONS

METHODS = {
    "linear": ("Linear", "the main reading: the share of the way done, over the share expected by now"),
    "growth": ("Growth ratio", "growth a year since the baseline, over the growth that leads to the target"),
    "un_extrapolation": ("UN extrapolation", "how far the same growth would lead by the target year"),
    "tola_band": ("TolaData band", "a second reading: the value over the target, within 15 %"),
    "trend": ("Trend", "for series without a numeric target: growth a year since the baseline, better counted as plus"),
}
# How a baseline was chosen.
BASELINES = {
    "last_2018_2022": "last value of 2018 to 2022",
    "first_2023_late": "first value of 2023, because there is none of 2018 to 2022",
    "zero_2022": "nought at the start of the strategy",
    "first_report": "first report",
    "first_load_2022": "figure of 2022 as first loaded",
    "rebased": "set anew, with a reason",
}
_SCALES = {
    "linear": "On track from 0.95, needs acceleration from 0.60, limited from 0, below 0 deterioration.",
    "growth": "On track from 0.95, needs acceleration from 0.60, limited from 0, below 0 deterioration.",
    "un_extrapolation": "On track from 0.95, needs acceleration from 0.10, limited from 0, below 0 deterioration.",
    "tola_band": "On track within 0.85 and 1.15; beyond, achieved on the good side and off track on the other.",
    "trend": "On track from +1.5 % a year, needs acceleration from +0.5 %, limited from 0, below 0 deterioration; near "
    "the natural limit of the unit the first two are lower.",
}
_MET_OR_NOT = "Met or not met: such a target has no share of the way."


def verdict(row: Any) -> str:
    """The class as coloured symbol and word, or in grey that it is not rated and why."""
    if not words.missing(row["class"]):
        return mark(row["class"]).markdown
    return f":gray[○] Not rated: {reason(row['reason_not_rated'])}"


def standing(row: Any) -> str:
    """The class by the reading that counts, and where there is no target that it is a trend; or why there is none."""
    if words.missing(row["class"]):
        return f":gray[○] Not rated: {why(row)}"
    by_trend = ", by trend: there is no target with a number" if row["method"] == "trend" else ""
    return f"{verdict(row)}{by_trend}"


def reason(code: Any) -> str:
    """Why there is no class, in words; a reason of a newer release shows itself."""
    return REASONS.get(str(code), str(code).replace("_", " "))


def why(row: Any) -> str:
    """Why the reading that counts gives no class: the rule of the method, said as it holds for this figure."""
    code = str(row["reason_not_rated"])
    if code == "method_not_allowed" and row["method"] == "trend":
        return "there is no target with a number, and the reference sheet allows no rating by trend"
    if code == "span_too_short" and row["year"] == row["baseline_year"]:
        return "there is no value after the baseline yet"
    return reason(code)


def would_be(row: Any) -> str:
    """What the class would be but for the doubt about the value, without symbol or colour; empty where none is."""
    if not words.missing(row["class"]) or words.missing(row["class_ungated"]):
        return ""
    return f"The arithmetic alone would say “{mark(row['class_ungated']).word.lower()}”."


def without_pandemic(row: Any) -> str:
    """What the linear method would say from the baseline before or after the pandemic; empty where there is none."""
    share, would = row.get("progress_share_without_pandemic"), row.get("class_without_pandemic")
    if words.missing(share) and words.missing(would):
        return ""
    told = [] if words.missing(share) else [f"the share of the way done would be {_share(share)}"]
    told += [] if words.missing(would) else [f"the class would be “{mark(would).word.lower()}”"]
    return f"from the baseline that the same rule gives without 2020 and 2021, {' and '.join(told)}. It is no rating."


def lines(row: Any) -> list[str]:
    """The arithmetic of one method, a sentence a line; empty where it does not apply."""
    told = _share_lines(row) if row["method"] == "linear" else []
    if words.missing(row["ratio"]):
        return [*told, *([_MET_OR_NOT] if not words.missing(row["class"]) else [])]
    return [*told, _ratio_line(row), _SCALES[str(row["method"])]]


def _share_lines(row: Any) -> list[str]:
    if words.missing(row["progress_share"]):
        return []
    done = _share(row["progress_share"])
    baseline, value, target = (_figure(row[name]) for name in ("baseline_value", "value", "target_value"))
    way = (
        f"Share of the way done, by distance to the point or band aimed at: {done}."
        if _is_distance(row)
        else f"Share of the way done: ({value} − {baseline}) ÷ ({target} − {baseline}) = {done}."
    )
    share = _share(row["expected_share"])
    spent, whole = int(row["year"] - row["baseline_year"]), int(row["target_year"] - row["baseline_year"])
    if row["is_interim"]:
        expected = f"Expected by {row['year']}, by the points set in between: {_figure(row['expected_value'])}, "
        expected += f"that is {share} of the way."
    else:
        expected = (
            f"Expected by {row['year']}: {min(spent, whole)} of {words.count(whole, 'year')} = {share} of the way"
        )
        known = not words.missing(row["expected_value"])
        expected += f" ({_figure(row['expected_value'])})." if known else "."
    return [way, expected]


def _ratio_line(row: Any) -> str:
    if _is_distance(row) and row["method"] != "linear":
        return f"With distances to the point or band aimed at in place of the figures: {words.number(row['ratio'])}."
    return _RATIOS[str(row["method"])](row)


def _linear(row: Any) -> str:
    done, share = _share(row["progress_share"]), _share(row["expected_share"])
    return f"Ratio: {done} ÷ {share} = {words.number(row['ratio'])}."


def _growth(row: Any) -> str:
    made = _growth_of(row["value"], row["baseline_value"], row["year"] - row["baseline_year"])
    needed = _growth_of(row["target_value"], row["baseline_value"], row["target_year"] - row["baseline_year"])
    return f"Growth made ÷ growth needed: [{made}] ÷ [{needed}], plus towards the target: {words.number(row['ratio'])}."


def _extrapolated(row: Any) -> str:
    baseline, value, target = (_figure(row[name]) for name in ("baseline_value", "value", "target_value"))
    left, spent = max(int(row["target_year"] - row["year"]), 0), int(row["year"] - row["baseline_year"])
    ahead = f"{value} × ({value} ÷ {baseline})^({left}/{spent})"
    return (
        f"At the same growth by {int(row['target_year'])}: [{ahead} − {baseline}] ÷ ({target} − {baseline}) = "
        f"{words.number(row['ratio'])}."
    )


def _band(row: Any) -> str:
    return f"Value ÷ target: {_figure(row['value'])} ÷ {_figure(row['target_value'])} = {words.number(row['ratio'])}."


def _trend(row: Any) -> str:
    made = _growth_of(row["value"], row["baseline_value"], row["year"] - row["baseline_year"])
    return f"Growth a year: {made}, better counted as plus: {100 * row['ratio']:+.2f} %."


_RATIOS = {"linear": _linear, "growth": _growth, "un_extrapolation": _extrapolated, "tola_band": _band, "trend": _trend}


def _growth_of(end: float, start: float, years: float) -> str:
    return f"({_figure(end)} ÷ {_figure(start)})^(1/{int(years)}) − 1"


def _is_distance(row: Any) -> bool:
    return row["direction"] in ("towards", "band") or row["target_type"] == "band"


def _share(value: Any) -> str:
    """A share with enough decimals to divide it again."""
    return words.MISSING if words.missing(value) else f"{float(value):.4f}"


def _figure(value: Any) -> str:
    """A figure with all its digits, so that the arithmetic can be done again."""
    return words.MISSING if words.missing(value) else f"{float(value):.10g}"
