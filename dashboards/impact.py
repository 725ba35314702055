"""Impact designs in words: methods, rules of the gate, verdicts, and what an estimate says.

Owns: the marks of verdicts, the names of methods and rules, and the sentence of an estimate.
Never: decides a verdict (the gate does), or says more than the words that came with the estimate.
"""

import re
from itertools import pairwise

import pandas as pd

from dashboards import words
from dashboards.status import Mark

VERDICT_MARKS = (
    Mark("passed", "●", "Passes the gate", "blue", "circle", "every rule is met; the estimate carries what is noted"),
    Mark("refused", "■", "Refused", "red", "square", "one rule or more is not met, so no number is given"),
)
RULE_MARKS = (
    Mark("not_met", "■", "Not met", "red", "square", "one is enough to refuse the design"),
    Mark("noted", "▲", "Noted: does not refuse, read with it", "orange", "triangle-up", "the estimate carries it"),
    Mark("met", "●", "Met", "blue", "circle", "the rule holds"),
    Mark("not_applicable", "○", "Does not apply", "gray", "circle", "nothing to measure for this method or data"),
)
_MARKS = {mark.code: mark for mark in VERDICT_MARKS + RULE_MARKS}
METHODS = {
    "difference_in_differences": "difference-in-differences, one start",
    "staggered_difference_in_differences": "difference-in-differences, starts by area",
    "interrupted_series": "interrupted series, without comparison",
}
RULES = {
    "plan_stated": "Statement of the plan",
    "outcome_measured": "How the outcome was measured",
    "points_before": "Years before the start",
    "points_after": "Years from the start on",
    "treated_areas": "Treated areas",
    "comparison_areas": "Comparison areas",
    "composition": "Areas that can be used",
    "breaks": "Breaks in the series",
    "spillover": "Spill-over risk",
    "registered_before": "Time of registration",
    "pandemic_years": "Pandemic years",
    "overlap": "Overlap of levels",
    "pre_trends": "Trends before the start",
    "anticipation": "Change ahead of the start",
    "test_level": "What a test can tell",
}
VALUES = {
    "survey": "Reported", "reported": "Reported", "modelled": "Modelled estimate", "projected": "Projection",
    "unknown": "Source not given",
}  # fmt: skip
ROLES = {"treated": "Treated areas", "comparison": "Comparison areas"}
_CODE = re.compile(r"\b[A-Z][A-Z0-9]{2}\b")
_INTERVALS = {
    "randomization": "95 % interval by randomization",
    "clustered_errors": "95 % interval, errors clustered by area",
}
_QUANTITIES = {
    "average_effect": "Difference between treated and comparison areas in their change from before to after",
    "level_change": "Step at the start of the series",
    "slope_change": "Change of the yearly slope from the start on",
}


def mark(code: object) -> Mark:
    """The mark of a verdict; a code of a newer release shows itself."""
    word = str(code).replace("_", " ").capitalize()
    return _MARKS.get(str(code), Mark(str(code), "○", word, "gray", "circle", "a verdict that this page does not know"))


def counts(designs: pd.DataFrame) -> str:
    """How many designs there are, and what the gate says of them."""
    current = designs[designs["is_current"]]
    passed = int((current["verdict"] == "passed").sum())
    told = f"**{words.count(len(current), 'impact design')}** {'is' if len(current) == 1 else 'are'} registered: "
    told += f"{passed} {'passes' if passed == 1 else 'pass'} the gate, {len(current) - passed} "
    return told + f"{'is' if len(current) - passed == 1 else 'are'} refused."


def estimate(row: pd.Series, direction: object = None) -> str:
    """One estimate in a sentence, with unit and what is better, and with interval and p-value where there are any."""
    unit = "" if words.missing(row["unit"]) else f" ({row['unit']}{_BETTER.get(str(direction), '')})"
    per_year = " a year" if row["quantity"] == "slope_change" else ""
    told = f"{_QUANTITIES.get(row['quantity'], row['quantity'])}: {signed(row['estimate'])}{per_year}{unit}"
    if words.missing(row["interval_low"]):
        return f"{told}. A description: no interval and no test, because tests of such short series reject too often."
    method = _INTERVALS.get(row["interval_method"], str(row["interval_method"]))
    holds = row["interval_low"] <= 0 <= row["interval_high"]
    verdict = "nought lies inside: the data do not tell it from no difference" if holds else "nought lies outside"
    interval = f"{signed(row['interval_low'])} to {signed(row['interval_high'])}"
    return f"{told}. {method}: {interval} (p = {p_value(row['p_value'])}); {verdict}."


def drift(value: float, estimate: float) -> str:
    """What the estimate would be if the drift of the years before the start had gone on."""
    told = (
        "The drift between the two groups in the years before the start, drawn on with nothing else happening, makes "
        f"{signed(value)} by the same sum (its test stands under {RULES['pre_trends']})."
    )
    is_most = value * estimate > 0 and abs(value) >= abs(estimate) / 2
    return f"{told} So most of {signed(estimate)} can be what was under way before the start." if is_most else told


_FEWEST = 3  # steps from which on a direction is told


def before_start(events: pd.DataFrame) -> str:
    """How many years before the start lie away from nought, and whether they move one way, down to the base year."""
    before = events[events["event_time"] < 0].sort_values("event_time")
    away = int(((before["interval_low"] > 0) | (before["interval_high"] < 0)).sum())
    told = f"{away} of {words.count(len(before), 'year')} before it {'lies' if away == 1 else 'lie'} away from nought"
    steps = [*before["value"], 0.0]
    rises = sum(later > earlier for earlier, later in pairwise(steps))
    falls = sum(later < earlier for earlier, later in pairwise(steps))
    number = len(steps) - 1
    if number < _FEWEST or max(rises, falls) < number - 1:
        return told
    way, many = ("rise", rises) if rises > falls else ("fall", falls)
    return f"{told}, but they {way} from {signed(steps[0])} to nought in {many} of {number} steps"


def named(text: object, names: dict[str, str]) -> str:
    """A sentence of the gate with areas by name instead of by code."""
    return _CODE.sub(lambda found: names.get(found.group(), found.group()), str(text))


def signed(value: float) -> str:
    """A figure with its sign."""
    text = words.number(value)
    return f"+{text}" if value > 0 and text.strip("0.") else text.replace("-", "−")


def p_value(value: float) -> str:
    """A p-value with three decimals; a smaller one says so."""
    return "below 0.001" if value < 0.001 else f"{value:.3f}"


_BETTER = {"up": "; higher is better", "down": "; lower is better"}


def better(row: pd.Series) -> str:
    """What is better, to stand behind a unit; nothing where no direction is agreed."""
    return _BETTER.get(str(row["direction"]), "")


def outcome(row: pd.Series) -> str:
    """The indicator, the group that it is about, its unit, and which way is better."""
    people = {"total": "everybody", "sex=SEX_F": "women", "sex=SEX_M": "men"}
    group = people.get(row["disaggregation"], row["disaggregation"])
    unit = "" if words.missing(row["unit"]) else f" ({row['unit']}{_BETTER.get(row['direction'], '')})"
    return f"{row['indicator_id']} {row['indicator_label']}, {group}{unit}"


def rests_on(row: pd.Series) -> str:
    """What an estimate is made from: areas and years."""
    told = [words.count(int(row["treated_count"]), "treated area")]
    if row["method"] != "interrupted_series":
        told.append(words.count(int(row["comparison_count"]), "comparison area"))
    told.append(f"{words.count(int(row['points_before']), 'year')} before")
    return ", ".join(told) + f" and {int(row['points_after'])} from the start on"
