"""The gate of impact designs: each rule refuses what it is there for, all reasons come at once, and no number leaks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from support import impact_panels
from warehouse.impact import checks, claims, thresholds
from warehouse.impact.assessment import Assessment, assess
from warehouse.impact.assignments import assignments
from warehouse.impact.designs import Plan, Value
from warehouse.impact.estimation import Inquiry
from warehouse.impact.panel import build

Change = Callable[[Plan, list[Value]], tuple[Plan, list[Value]]]
SEED = 3
PLAIN = impact_panels.plan([(2018, 3)], 17, (2010, 2020), registered_at=datetime(2017, 6, 1, tzinfo=UTC))
SERIES = impact_panels.plan([(2014, 1)], 0, (2005, 2019))


def _values(plan: Plan, seed: int = SEED) -> list[Value]:
    return impact_panels.values(plan, impact_panels.calm_outcome(plan, seed))


def _assess(plan: Plan, values: list[Value]) -> Assessment:
    found = assess(plan, values)
    if not found.gate.passes:
        assert not found.estimates
        assert found.claim is None
        assert {each.kind for each in found.checks} <= {checks.GROUP_MEAN}
        assert all(each.year is not None and each.year < (plan.first_start or 0) for each in found.checks)
    return found


def _refused_by(found: Assessment) -> set[str]:
    return {answer.rule_id for answer in found.gate.answers if answer.verdict == "not_met"}


def _with(**changes: Any) -> Change:
    return lambda plan, values: (replace(plan, **changes), values)


def _values_with(keep: Callable[[Value], bool], **changes: Any) -> Change:
    return lambda plan, values: (plan, [replace(each, **changes) if keep(each) else each for each in values])


def _without(lost: Callable[[Value], bool]) -> Change:
    return lambda plan, values: (plan, [each for each in values if not lost(each)])


def _shifted(change: Callable[[Value], float]) -> Change:
    return lambda plan, values: (plan, [replace(each, value=each.value + change(each)) for each in values])


def _is_treated(each: Value) -> bool:
    return each.area.startswith("T")


def _trend(each: Value) -> float:
    return 1.5 * (each.year - 2010) if _is_treated(each) else 0


def _dip(each: Value) -> float:
    return -8 if _is_treated(each) and each.year == 2017 else 0


PLANTED = {
    "a plan without assumptions": (_with(assumptions=" "), "plan_stated"),
    "modelled values": (_values_with(lambda each: each.area == "C03", kind="modelled"), "outcome_measured"),
    "no value at all": (_without(lambda _: True), "outcome_measured"),
    "three years before": (_with(first_year=2015), "points_before"),
    "one year after": (_with(last_year=2018), "points_after"),
    "one treated area": (lambda plan, values: (replace(plan, areas=plan.areas[2:]), values), "treated_areas"),
    "three to compare with": (lambda plan, values: (replace(plan, areas=plan.areas[:6]), values), "comparison_areas"),
    "gaps in a treated area": (_without(lambda each: (each.area, each.year) == ("T01", 2013)), "composition"),
    "gaps in many to compare with": (
        _without(lambda each: each.area in {"C01", "C02", "C03", "C04"} and each.year == 2020), "composition"),
    "a break in a treated area": (_values_with(lambda each: (each.area, each.year) == ("T01", 2015), is_break=True),
                                  "composition"),
    "a high spill-over risk": (_with(spillover_risk="high"), "spillover"),
    "a spill-over risk that is not stated": (_with(spillover_risk=""), "spillover"),
    "treated areas on another level": (_shifted(lambda each: 40 if _is_treated(each) else 0), "overlap"),
    "treated areas that rose before": (_shifted(_trend), "pre_trends"),
    "a dip in the year before": (_shifted(_dip), "anticipation"),
    "too few ways to assign": (lambda plan, values: (replace(plan, areas=plan.areas[:8]), values), "test_level"),
}  # fmt: skip


def test_the_plain_design_passes_with_all_its_counts() -> None:
    found = _assess(PLAIN, _values(PLAIN))
    assert found.gate.passes, found.gate.reasons
    (estimate,) = found.estimates
    counts = (estimate.treated_count, estimate.comparison_count, estimate.points_before, estimate.points_after)
    assert counts == (3, 17, 8, 3)
    assert estimate.sureness is not None
    assert estimate.sureness.method == "randomization"
    assert estimate.sureness.interval_low < estimate.value < estimate.sureness.interval_high
    assert found.claim == claims.CONTRIBUTION
    assert claims.WORDS[claims.CONTRIBUTION] == "Contribution, not attribution."


@pytest.mark.parametrize("case", PLANTED)
def test_a_rule_refuses_what_it_is_there_for(case: str) -> None:
    change, rule = PLANTED[case]
    assert rule in _refused_by(_assess(*change(PLAIN, _values(PLAIN))))


def test_values_of_unknown_source_are_noted() -> None:
    nameless = [replace(each, kind="unknown") if each.area == "C03" else each for each in _values(PLAIN)]
    found = _assess(PLAIN, nameless)
    assert found.gate.passes
    assert "Of 11 of 220 values no source is known" in " ".join(found.gate.notes)


def test_all_reasons_come_at_once() -> None:
    plan = replace(PLAIN, assumptions="", spillover_risk="high", last_year=2018, areas=PLAIN.areas[2:5])
    found = _assess(plan, _values(PLAIN))
    wanted = {"plan_stated", "spillover", "points_after", "treated_areas", "comparison_areas", "test_level"}
    assert _refused_by(found) >= wanted
    assert len(found.gate.reasons) == len(_refused_by(found))
    assert all(reason.endswith(".") for reason in found.gate.reasons)


def test_every_rule_answers_every_design() -> None:
    told = [[answer.rule_id for answer in _assess(plan, _values(plan)).gate.answers] for plan in (PLAIN, SERIES)]
    assert told[0] == told[1]
    assert len(set(told[0])) == len(told[0]) == 15


def test_a_treated_area_without_a_start_is_not_taken_for_one_to_compare_with() -> None:
    plan = impact_panels.plan([(2016, 2), (2018, 2)], 12, (2010, 2020))
    areas = tuple(replace(area, start_year=None) if area.code == "T00" else area for area in plan.areas)
    found = _assess(replace(plan, areas=areas, start_year=None), _values(plan))
    assert "plan_stated" in _refused_by(found)
    assert "T00" not in found.panel.areas


def test_areas_that_are_left_out_are_named_with_their_years() -> None:
    lost = [each for each in _values(PLAIN) if (each.area, each.year) not in {("C01", 2012), ("C01", 2013)}]
    found = _assess(PLAIN, lost)
    answer = next(each for each in found.gate.answers if each.rule_id == "composition")
    assert answer.verdict == "met"
    assert "C01 (no value in 2012, 2013)" in answer.sentence
    assert found.estimates[0].comparison_count == 16


def test_a_plan_made_after_its_values_were_known_is_marked_and_not_refused() -> None:
    late = replace(PLAIN, registered_at=datetime(2022, 1, 1, tzinfo=UTC))
    found = _assess(late, _values(late))
    assert found.gate.verdict_of("registered_before") == "noted"
    assert found.gate.passes
    assert any("exploratory" in note for note in found.gate.notes)


@pytest.mark.parametrize(("received", "verdict"), [(datetime(2017, 6, 2, tzinfo=UTC), "met"),
                                                  (datetime(2026, 11, 27, tzinfo=UTC), "noted")])  # fmt: skip
def test_a_day_of_registration_that_only_the_file_vouches_for_says_so(received: datetime, verdict: str) -> None:
    found = _assess(replace(PLAIN, received_at=received), _values(PLAIN))
    (answer,) = [each for each in found.gate.answers if each.rule_id == "registered_before"]
    assert answer.verdict == verdict
    assert ("by its own word alone: its file reached this warehouse on 2026-11-27" in answer.sentence) == (
        verdict == "noted"
    )
    assert found.gate.passes


@pytest.mark.parametrize(("after", "is_told"), [(2, False), (3, True)])
def test_a_series_with_two_points_after_the_start_is_refused(after: int, is_told: bool) -> None:
    plan = replace(SERIES, last_year=2013 + after)
    found = _assess(plan, _values(SERIES))
    assert found.gate.passes == is_told
    assert is_told or "points_after" in _refused_by(found)


def test_a_series_is_a_description_without_interval_and_p_value() -> None:
    found = _assess(SERIES, _values(SERIES))
    assert [each.quantity for each in found.estimates] == ["level_change", "slope_change"]
    assert all(each.sureness is None for each in found.estimates)
    assert found.claim == claims.DESCRIPTION
    assert all(each.p_value is None and each.sureness is None for each in found.checks)


def test_a_break_in_the_series_refuses_it() -> None:
    broken = [replace(each, is_break=each.year == 2010) for each in _values(SERIES)]
    assert _refused_by(_assess(SERIES, broken)) >= {"breaks", "composition"}


def _strong() -> tuple[Plan, list[Value]]:
    known = datetime(2017, 6, 1, tzinfo=UTC)
    plan = impact_panels.plan([(2018, 12)], 14, (2010, 2019), registered_at=known, received_at=known)
    outcome = impact_panels.calm_outcome(plan, 4) + 4 * impact_panels.exposed(plan)
    return plan, impact_panels.values(plan, outcome)


def test_more_than_contribution_needs_every_condition() -> None:
    plan, values = _strong()
    found = _assess(plan, values)
    assert found.gate.passes, found.gate.reasons
    assert found.estimates[0].sureness is not None
    assert found.estimates[0].sureness.method == "clustered_errors"
    assert found.claim == claims.EFFECT
    for weaker in (
        {"registered_at": datetime(2023, 1, 1, tzinfo=UTC)},
        {"spillover_risk": "medium"},
        {"received_at": datetime(2023, 1, 1, tzinfo=UTC)},
        {"received_at": None},
    ):
        assert _assess(replace(plan, **weaker), values).claim == claims.CONTRIBUTION
    none = impact_panels.values(plan, impact_panels.calm_outcome(plan, 4))
    assert _assess(plan, none).claim == claims.CONTRIBUTION


def test_checks_tell_of_every_area_and_every_year() -> None:
    plan, values = _strong()
    found = _assess(plan, values)
    kinds = {kind: [each for each in found.checks if each.kind == kind] for kind in {c.kind for c in found.checks}}
    assert [each.event_time for each in kinds[checks.EVENT_TIME]] == [-8, -7, -6, -5, -4, -3, -2, 0, 1]
    assert {each.area for each in kinds[checks.LEAVE_ONE_OUT]} == {area.code for area in plan.areas}
    assert len(kinds[checks.PLACEBO_IN_SPACE]) == len(plan.comparison)
    assert len(kinds[checks.PLACEBO_IN_TIME]) == 1
    assert len(kinds[checks.GROUP_MEAN]) == 2 * len(plan.years)
    (two_way,) = kinds[checks.TWO_WAY]
    assert two_way.value == pytest.approx(found.estimates[0].value, abs=1e-8)


def test_the_drift_before_the_start_drawn_on_is_what_the_estimate_would_be() -> None:
    """With one start: the slope of the difference of means before it, times the distance of the mean years."""
    found = _assess(PLAIN, _values(PLAIN))
    (drift,) = [each for each in found.checks if each.kind == checks.DRIFT]
    outcome = impact_panels.calm_outcome(PLAIN)
    gap = outcome[:3].mean(axis=0) - outcome[3:].mean(axis=0)
    years = np.array(PLAIN.years)
    before = years < 2018
    slope = np.polyfit(years[before], gap[before], 1)[0]
    assert drift.value == pytest.approx(slope * (years[~before].mean() - years[before].mean()), abs=1e-9)
    (trend,) = [each for each in found.gate.answers if each.rule_id == "pre_trends"]
    assert f"moved by {slope:+.4g} a year" in trend.sentence
    assert drift.p_value is None, "the gate has tested the slope; a second test of it would be another number"


def test_the_drift_of_staggered_starts_is_counted_from_the_year_before_each() -> None:
    plan = impact_panels.plan([(2016, 3), (2018, 3)], 17, (2010, 2019), start_year=None)
    panel = build(plan, impact_panels.values(plan, impact_panels.calm_outcome(plan)))
    inquiry = Inquiry(panel, assignments(panel.labels, 1), is_staggered=True)
    gap = panel.outcome[panel.labels < panel.never].mean(axis=0) - panel.outcome[panel.labels == panel.never].mean(
        axis=0
    )
    slope = np.polyfit(np.arange(2010, 2016), gap[:6], 1)[0]
    years_on = 3 * (1 + 2 + 3 + 4) + 3 * (1 + 2)  # of three areas each: 2016 to 2019, and 2018 and 2019
    assert checks.drift_before(inquiry).value == pytest.approx(slope * years_on / 18, abs=1e-9)


def test_leaving_an_area_out_equals_a_plan_without_it() -> None:
    found = _assess(PLAIN, _values(PLAIN))
    without = {each.area: each.value for each in found.checks if each.kind == checks.LEAVE_ONE_OUT}
    for code in ("T01", "C05"):
        plan = replace(PLAIN, areas=tuple(area for area in PLAIN.areas if area.code != code))
        change = {
            each.code: np.mean([v.value for v in _values(PLAIN) if v.area == each.code and v.year >= 2018])
            - np.mean([v.value for v in _values(PLAIN) if v.area == each.code and v.year < 2018])
            for each in plan.areas
        }
        treated = np.mean([change[area.code] for area in plan.treated])
        other = np.mean([change[area.code] for area in plan.comparison])
        assert without[code] == pytest.approx(treated - other, abs=1e-9)


def test_the_same_plan_gives_the_same_answer_and_the_seed_is_the_plans() -> None:
    plan = impact_panels.plan([(2018, 6)], 14, (2010, 2020), registered_at=datetime(2017, 6, 1, tzinfo=UTC))
    first, again = (assess(plan, _values(plan)) for _ in range(2))
    other = assess(replace(plan, sha256="f" * 64), _values(plan))
    assert first.estimates == again.estimates
    assert other.estimates[0].value == first.estimates[0].value
    assert other.estimates[0].sureness != first.estimates[0].sureness


def test_thresholds_stand_in_the_words_of_the_rules() -> None:
    told = {answer.rule_id: answer.threshold for answer in _assess(PLAIN, _values(PLAIN)).gate.answers}
    assert str(thresholds.POINTS_BEFORE[PLAIN.method]) in told["points_before"]
    assert f"{thresholds.PRE_TREND_P:.2f}" in told["pre_trends"]
    assert "80%" in told["composition"]
