"""Where nothing happened, a test at five per cent rejects in five per cent, for each kind of design that passes.

Two thousand simulations per design, of those that pass the gate; their seeds were fixed before the first was run.
Areas differ in level and trend, years move all alike, errors remember half of the last year's.
"""

from dataclasses import dataclass
from itertools import islice

import numpy as np
import pytest

from support import impact_panels
from warehouse.impact import contrasts, estimation, panel, regression
from warehouse.impact.designs import STAGGERED, Plan
from warehouse.impact.estimation import Inquiry
from warehouse.impact.gate import judge
from warehouse.impact.panel import Panel

YEARS = (2012, 2023)
SEED = 20260630
DESIGNS = {
    "2 of 20": impact_panels.plan([(2020, 2)], 18, YEARS),
    "3 of 20": impact_panels.plan([(2020, 3)], 17, YEARS),
    "5 of 40": impact_panels.plan([(2020, 5)], 35, YEARS),
    "8 of 16": impact_panels.plan([(2020, 8)], 8, YEARS),
    "10 of 60": impact_panels.plan([(2020, 10)], 50, YEARS),
    "12 of 24": impact_panels.plan([(2020, 12)], 12, YEARS),
    "4 and 4 of 24, staggered": impact_panels.plan([(2018, 4), (2020, 4)], 16, YEARS),
    "10 and 10 of 40, staggered": impact_panels.plan([(2018, 10), (2020, 10)], 20, YEARS),
}


@dataclass
class Rates:
    """What became of the simulations of a design."""

    drawn: int = 0
    passed: int = 0
    rejected: int = 0
    covered: int = 0

    @property
    def rejection(self) -> float:
        """Share of the passed that the test rejects."""
        return self.rejected / self.passed


def _panel(plan: Plan, outcome: np.ndarray) -> Panel:
    """The panel of a plan, in the order of its areas; `panel.build` is tested elsewhere and slower."""
    starts = tuple(sorted({start for area in plan.treated if (start := plan.start_of(area))}))
    places = [starts.index(start) if (start := plan.start_of(area)) else len(starts) for area in plan.areas]
    codes = tuple(area.code for area in plan.areas)
    return Panel(codes, plan.years, outcome, np.array(places), starts, ())


def simulated(plan: Plan, wanted: int, *, effect: float = 0.0) -> Rates:
    """Simulate until so many designs have passed the gate."""
    rates, values = Rates(), impact_panels.values(plan, np.zeros((len(plan.areas), len(plan.years))))
    for outcome in impact_panels.outcomes(plan, SEED):
        rates.drawn += 1
        table = _panel(plan, outcome + effect * impact_panels.exposed(plan))
        gate = judge(plan, table, values)
        if not gate.passes or gate.assignments is None:
            continue
        sure = estimation.average_effect(Inquiry(table, gate.assignments, plan.method == STAGGERED)).sureness
        assert sure is not None
        rates.passed += 1
        rates.rejected += sure.p_value <= 0.05
        rates.covered += sure.interval_low <= effect <= sure.interval_high
        if rates.passed == wanted:
            break
    return rates


def test_a_few_simulations_reject_about_as_often_as_they_should() -> None:
    rates = simulated(DESIGNS["3 of 20"], 400)
    assert 0.025 <= rates.rejection <= 0.08
    assert rates.covered == rates.passed - rates.rejected, "nought lies outside exactly where the test rejects"


@pytest.mark.slow
@pytest.mark.parametrize("name", DESIGNS)
def test_two_thousand_simulations_reject_in_the_band(name: str) -> None:
    rates = simulated(DESIGNS[name], 2000)
    assert 0.035 <= rates.rejection <= 0.065, f"{rates.rejection:.4f} of {rates.passed}, {rates.drawn} drawn"


@pytest.mark.parametrize("name", ["3 of 20", "12 of 24", "4 and 4 of 24, staggered"])
def test_a_planted_effect_is_recovered(name: str) -> None:
    """The mean of estimates is the effect within three of its errors, and intervals hold it about as often as told."""
    plan, effect = DESIGNS[name], 2.5
    found = []
    for outcome in islice(impact_panels.outcomes(plan, SEED), 300):
        table = _panel(plan, outcome + effect * impact_panels.exposed(plan))
        contrast = contrasts.effect(table, is_staggered=plan.method == STAGGERED)
        found.append(contrasts.estimate(contrast(table.outcome), table.labels))
    error = np.std(found, ddof=1) / np.sqrt(len(found))
    assert abs(np.mean(found) - effect) < 3 * error
    rates = simulated(plan, 150, effect=effect)
    assert rates.covered / rates.passed > 0.9
    assert rates.rejection > 0.5


def test_a_planted_step_and_slope_of_a_series_are_recovered() -> None:
    plan = impact_panels.plan([(2014, 4)], 0, (2000, 2023))
    years = np.array(plan.years)
    planted = 2.0 * (years >= 2014) - 0.4 * np.maximum(years - 2014, 0)
    generator = np.random.default_rng(SEED)
    found = []
    for _ in range(400):
        outcome = impact_panels.noise(generator, 4, len(years), slopes=0.0) + planted
        fitted = regression.segments(_panel(plan, outcome))
        found.append((fitted.level_change.value, fitted.slope_change.value))
    means, errors = np.mean(found, axis=0), np.std(found, axis=0, ddof=1) / np.sqrt(len(found))
    assert (abs(means - [2.0, -0.4]) < 3 * errors).all()


def test_a_growing_effect_of_staggered_starts_is_recovered_by_year_since_the_start() -> None:
    plan = DESIGNS["4 and 4 of 24, staggered"]
    since = np.array([[max(year - (plan.start_of(area) or 9999) + 1, 0) for year in plan.years] for area in plan.areas])
    outcome = next(impact_panels.outcomes(plan, SEED)) * 1e-9 + since
    table = panel.build(plan, impact_panels.values(plan, outcome))
    for event in range(4):
        contrast = contrasts.group_time(table, contrasts.event_cells(table, event))
        value = contrasts.estimate(contrast(table.outcome), table.labels)
        assert value == pytest.approx(event + 1, abs=1e-6)
