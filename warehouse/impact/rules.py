"""The rules of the gate that look at the plan and at what data there are, before any comparison of groups.

Owns: completeness of the plan, points in time, numbers of areas, composition, kinds of values, breaks, spill-over, the
time of registration and pandemic years.
Never: compares treated with comparison areas (`before` does); stops at the first rule that is not met.
"""

from collections.abc import Sequence
from datetime import datetime

from warehouse.impact import panel as panels
from warehouse.impact import thresholds
from warehouse.impact.designs import COMPARISON, SERIES, TREATED, Plan, Value
from warehouse.impact.panel import Panel
from warehouse.impact.rule import Answer, judged, not_applicable

_ESTIMATES = ("modelled", "projected")


def of_plan(plan: Plan, panel: Panel, values: Sequence[Value]) -> list[Answer]:
    """Every rule of this module, applied to one plan."""
    return [
        _stated(plan),
        _measured(plan, values),
        _points_before(plan, panel),
        _points_after(plan, panel),
        _treated(plan, panel),
        _comparison(plan, panel),
        _composition(plan, panel),
        _breaks(plan, panel),
        _spillover(plan),
        _registered(plan, values),
        _pandemic(plan),
    ]


def _stated(plan: Plan) -> Answer:
    texts = {
        "the question": plan.question,
        "the assumptions": plan.assumptions,
        "the reason for the spill-over risk": "none needed" if plan.spillover_risk == "low" else plan.spillover_reason,
    }
    lacking = [name for name, text in texts.items() if not text.strip()]
    lacking += [f"the start year of {area.code}" for area in plan.treated if plan.start_of(area) is None]
    said = f"The plan does not state {', '.join(lacking)}." if lacking else "The plan states what the rule asks for."
    threshold = "question, assumptions, start years and, for a risk of spill-over, its reason are stated"
    return judged("plan_stated", threshold, None, said, holds=not lacking)


def _measured(plan: Plan, values: Sequence[Value]) -> Answer:
    threshold = "values of the outcome, none of them modelled or projected"
    inside = [each for each in values if each.year in plan.years]
    if not inside:
        said = "The warehouse holds no value of the outcome for the areas and years of the plan."
        return judged("outcome_measured", threshold, 0, said, holds=False)
    estimates = sum(each.kind in _ESTIMATES for each in inside)
    if estimates:
        said = f"{estimates} of {len(inside)} values are modelled: a model that borrows from other areas and years "
        said += "cannot show what support changed."
        return judged("outcome_measured", threshold, estimates / len(inside), said, holds=False)
    nameless = sum(each.kind == "unknown" for each in inside)
    if nameless:
        said = (
            f"Of {nameless} of {len(inside)} values no source is known, so nobody can tell whether they are modelled."
        )
        return Answer("outcome_measured", threshold, nameless / len(inside), "noted", said)
    said = f"All {len(inside)} values were reported, none is modelled."
    return judged("outcome_measured", threshold, 0, said, holds=True)


def _points_before(plan: Plan, panel: Panel) -> Answer:
    needed, found = thresholds.POINTS_BEFORE[plan.method], panel.points_before if panel.areas else 0
    said = f"{_count(found)} before the first start."
    return judged("points_before", f"at least {needed} years", found, said, holds=found >= needed)


def _points_after(plan: Plan, panel: Panel) -> Answer:
    needed, found = thresholds.POINTS_AFTER[plan.method], panel.points_after if panel.areas else 0
    said = f"{_count(found)} from the {'last ' if len(panel.starts) > 1 else ''}start on."
    if plan.method == SERIES and found < needed:
        said += " A change of slope cannot be told from so few."
    return judged("points_after", f"at least {needed} years", found, said, holds=found >= needed)


def _count(years: int) -> str:
    return f"The areas that can be used have {years} {'year' if years == 1 else 'years'}"


def _treated(plan: Plan, panel: Panel) -> Answer:
    needed, found = thresholds.TREATED_AREAS[plan.method], panel.treated_count
    said = f"{found} of {len(plan.treated)} treated areas of the plan can be used."
    return judged("treated_areas", f"at least {needed}", found, said, holds=found >= needed)


def _comparison(plan: Plan, panel: Panel) -> Answer:
    needed, found = thresholds.COMPARISON_AREAS, panel.comparison_count
    threshold = f"at least {needed}"
    if plan.method == SERIES:
        return not_applicable("comparison_areas", threshold, "An interrupted series has no comparison areas.")
    said = f"{found} of {len(plan.comparison)} comparison areas of the plan can be used."
    return judged("comparison_areas", threshold, found, said, holds=found >= needed)


def _composition(plan: Plan, panel: Panel) -> Answer:
    threshold = f"at least {thresholds.SHARE_USABLE:.0%} of the areas of each role have every year without a break"
    shares = panels.shares_used(plan, panel)
    lowest = min(shares.values(), default=0.0)
    lost = [f"{each.area} ({_why(each)})" for each in panel.left_out]
    said = "Every area of the plan has every year." if not lost else f"Left out: {', '.join(lost)}."
    return judged("composition", threshold, lowest, said, holds=lowest >= thresholds.SHARE_USABLE)


def _why(each: panels.LeftOut) -> str:
    told = []
    if each.missing_years:
        told.append(f"no value in {_listed(each.missing_years)}")
    if each.break_years:
        told.append(f"break in {_listed(each.break_years)}")
    return "; ".join(told) or "no start year"


def _listed(years: Sequence[int]) -> str:
    if len(years) > 2 and panels.is_contiguous(years):
        return f"{years[0]}–{years[-1]}"
    return ", ".join(str(year) for year in years)


def _breaks(plan: Plan, panel: Panel) -> Answer:
    threshold = "no break in a treated series"
    broken = {role: [each.area for each in panel.left_out if each.role == role and each.break_years]
              for role in (TREATED, COMPARISON)}  # fmt: skip
    treated, others = len(broken[TREATED]), len(broken[COMPARISON])
    if treated and plan.method == SERIES:
        said = "The series breaks within the years of the plan, so a change of method cannot be told from one of level."
        return judged("breaks", threshold, treated, said, holds=False)
    said = f"{treated} treated and {others} comparison areas have a break in the years of the plan"
    said += " and are left out." if treated + others else "."
    return Answer("breaks", threshold, treated + others, "noted" if treated + others else "met", said)


def _spillover(plan: Plan) -> Answer:
    threshold = "not high; medium is noted"
    if plan.spillover_risk == "high":
        said = "The plan itself says that the support is likely to reach the areas that it is compared with."
        return judged("spillover", threshold, None, said, holds=False)
    said = f"The plan puts the risk at {plan.spillover_risk or 'nothing'}: {plan.spillover_reason}".rstrip(": ")
    if plan.spillover_risk not in ("low", "medium"):
        return judged("spillover", threshold, None, said, holds=False)
    return Answer("spillover", threshold, None, "met" if plan.spillover_risk == "low" else "noted", said)


def first_known(plan: Plan, values: Sequence[Value]) -> datetime | None:
    """From when on any value from the start on was known; None where there is none yet."""
    start = plan.first_start
    after = [each.known_from for each in values
             if each.known_from is not None and start is not None and start <= each.year <= plan.last_year]  # fmt: skip
    return min(after, default=None)


def _registered(plan: Plan, values: Sequence[Value]) -> Answer:
    threshold = "registered before any value from the start on was known, and received here before it too; else noted"
    first = first_known(plan, values)
    if first is None:
        return not_applicable("registered_before", threshold, "No value from the start on is known yet.")
    holds = plan.registered_at < first
    days = (first - plan.registered_at).total_seconds() / 86400
    said = (
        f"Registered on {plan.registered_at:%Y-%m-%d}; the first value from the start on was known on {first:%Y-%m-%d}."
    )
    if holds and plan.received_at is not None and plan.received_at >= first:
        said += f" That is so by its own word alone: its file reached this warehouse on {plan.received_at:%Y-%m-%d}."
        return Answer("registered_before", threshold, days, "noted", said)
    if holds:
        return Answer("registered_before", threshold, days, "met", said)
    said += " The plan is late: what it finds is exploratory, since the values could be seen when it was made."
    return Answer("registered_before", threshold, days, "noted", said)


def _pandemic(plan: Plan) -> Answer:
    threshold = "noted where 2020 or 2021 is among the years"
    inside = [year for year in thresholds.PANDEMIC_YEARS if year in plan.years]
    if not inside:
        return Answer("pandemic_years", threshold, 0, "met", "No pandemic year is among the years of the plan.")
    said = f"{_listed(inside)} {'is' if len(inside) == 1 else 'are'} among the years of the plan"
    said += (
        "; a series without comparison cannot tell the pandemic from the support."
        if plan.method == SERIES
        else "; the comparison takes out what the pandemic did to both groups alike, and nothing else."
    )
    return Answer("pandemic_years", threshold, len(inside), "noted", said)
