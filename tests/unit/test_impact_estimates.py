"""Estimates of impact against published figures, closed formulas and other libraries."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.regression.linear_model import OLS

from support import impact_panels
from warehouse.impact import contrasts, inference, panel, regression
from warehouse.impact.assignments import assignments, count
from warehouse.impact.designs import Plan
from warehouse.impact.panel import Panel


def _panel(plan: Plan, outcome: np.ndarray) -> Panel:
    return panel.build(plan, impact_panels.values(plan, outcome))


@pytest.mark.fault(35)
def test_the_means_of_new_jersey_and_pennsylvania_give_the_published_difference() -> None:
    """Card and Krueger, American Economic Review 84 (1994), table 3: employment per store before and after."""
    plan = impact_panels.plan([(1993, 1)], 1, (1992, 1993))
    table = _panel(plan, np.array([[20.44, 21.03], [23.33, 21.17]]))
    found = contrasts.estimate(contrasts.difference(table)(table.outcome), table.labels)
    assert found == pytest.approx(0.59 + 2.16, abs=1e-6)
    assert found == pytest.approx(2.76, abs=0.011), "the article rounds its means to two places"


@pytest.mark.fault(35)
def test_one_start_equals_two_way_fixed_effects_of_statsmodels() -> None:
    plan = impact_panels.plan([(2016, 5)], 9, (2010, 2020))
    table = _panel(plan, impact_panels.calm_outcome(plan))
    found = contrasts.estimate(contrasts.difference(table)(table.outcome), table.labels)
    assert found == pytest.approx(regression.two_way(table).value, abs=1e-6)


@pytest.mark.fault(35)
def test_group_time_effects_equal_the_saturated_regression_of_statsmodels() -> None:
    """With areas that never start, cohort-by-year coefficients of a saturated regression are the group-time effects.

    Sun and Abraham, Journal of Econometrics 225 (2021), 175-199, proposition 3; here fitted by ordinary least squares.
    """
    plan = impact_panels.plan([(2015, 3), (2017, 4)], 6, (2010, 2019))
    outcome = impact_panels.calm_outcome(plan) + 2 * impact_panels.exposed(plan)
    table = _panel(plan, outcome)
    areas, years = outcome.shape
    area, year = np.divmod(np.arange(areas * years), years)
    start = np.array([(plan.start_of(each) if each.role == "treated" else 0) for each in plan.areas])[area]
    cells = [(g, t) for g in (2015, 2017) for t in plan.years if t != g - 1]
    columns = [(start == g) & (year + 2010 == t) for g, t in cells]
    columns += [area == each for each in range(areas)] + [year == each for each in range(1, years)]
    fitted = OLS(outcome.ravel(), np.column_stack(columns).astype(float)).fit().params
    effects = dict(zip(cells, fitted[: len(cells)], strict=True))
    size = {2015: 3, 2017: 4}
    post = [cell for cell in cells if cell[1] >= cell[0]]
    simple = sum(size[g] * effects[g, t] for g, t in post) / sum(size[g] for g, t in post)
    contrast = contrasts.effect(table, is_staggered=True)
    assert contrasts.estimate(contrast(table.outcome), table.labels) == pytest.approx(simple, abs=1e-6)
    for event in (-4, 0, 1, 2):
        wanted = sum(size[g] * effects[g, g + event] for g in size) / 7
        of_event = contrasts.group_time(table, contrasts.event_cells(table, event))
        assert contrasts.estimate(of_event(table.outcome), table.labels) == pytest.approx(wanted, abs=1e-6)


def test_without_areas_that_never_start_those_not_yet_started_are_compared_with() -> None:
    plan = impact_panels.plan([(2002, 2), (2004, 2)], 0, (2000, 2005))
    outcome = impact_panels.calm_outcome(plan)
    table = _panel(plan, outcome)
    early, late = outcome[:2].mean(axis=0), outcome[2:].mean(axis=0)
    wanted = np.mean([(early[t] - early[1]) - (late[t] - late[1]) for t in (2, 3)])
    contrast = contrasts.effect(table, is_staggered=True)
    assert contrasts.estimate(contrast(table.outcome), table.labels) == pytest.approx(wanted, abs=1e-6)


def test_a_staggered_design_with_one_start_is_the_plain_one_but_for_its_base_year() -> None:
    plan = impact_panels.plan([(2015, 3)], 6, (2013, 2018))
    table = _panel(plan, impact_panels.calm_outcome(plan))
    last_before = Panel(table.areas, table.years[1:], table.outcome[:, 1:], table.labels, table.starts, ())
    plain = contrasts.difference(last_before)(last_before.outcome)
    group_time = contrasts.effect(table, is_staggered=True)(table.outcome)
    assert contrasts.estimate(group_time, table.labels) == pytest.approx(
        contrasts.estimate(plain, table.labels), abs=1e-6
    )


def test_effects_that_grow_bias_two_way_fixed_effects_and_not_the_group_time_effects() -> None:
    """Why staggered starts are not put into one regression (Goodman-Bacon, Journal of Econometrics 225, 2021)."""
    plan = impact_panels.plan([(2004, 5), (2008, 5)], 5, (2000, 2012))
    years, starts = np.array(plan.years), np.array([plan.start_of(area) or 9999 for area in plan.areas])
    effect = np.maximum(years[None, :] - starts[:, None] + 1, 0).astype(float)
    table = _panel(plan, effect)
    contrast = contrasts.effect(table, is_staggered=True)
    truth = effect[effect > 0].mean()
    assert contrasts.estimate(contrast(table.outcome), table.labels) == pytest.approx(truth, abs=1e-9)
    noisy = _panel(plan, effect + 0.01 * impact_panels.calm_outcome(plan))
    assert abs(regression.two_way(noisy).value - truth) > 0.3


@pytest.mark.fault(35)
def test_the_honey_study_has_its_published_p_value() -> None:
    """Imbens and Rubin, Causal Inference (2015), section 5.2: cough frequency of six children, p = 16/20."""
    observed = np.array([3.0, 5.0, 0.0, 4.0, 0.0, 1.0])
    labels = np.array([0, 0, 0, 1, 1, 1])
    contrast = np.column_stack([observed / 3, -observed / 3])
    assert inference.p_value(contrasts.estimates(contrast, assignments(labels, 1))) == pytest.approx(0.8, abs=1e-9)


@pytest.mark.fault(35)
def test_randomization_equals_the_permutation_test_of_scipy() -> None:
    generator = np.random.default_rng(5)
    first, other = generator.normal(1, 1, 4), generator.normal(0, 1, 7)
    labels = np.array([0] * 4 + [1] * 7)
    every = np.concatenate([first, other])
    contrast = np.column_stack([every / 4, -every / 7])
    found = inference.p_value(contrasts.estimates(contrast, assignments(labels, 1)))
    told = stats.permutation_test(
        (first, other), lambda a, b, axis: abs(a.mean(axis=axis) - b.mean(axis=axis)),
        vectorized=True, n_resamples=np.inf, alternative="greater",
    )  # fmt: skip
    assert found == pytest.approx(told.pvalue, abs=1e-9)


@pytest.mark.fault(35)
def test_clustered_errors_equal_those_of_welch() -> None:
    plan = impact_panels.plan([(2016, 11)], 13, (2010, 2020))
    table = _panel(plan, impact_panels.calm_outcome(plan))
    change = table.outcome @ contrasts.change_weights(table.years, 2016)
    treated, other = change[table.labels == 0], change[table.labels == 1]
    welch = stats.ttest_ind(treated, other, equal_var=False)
    sure = inference.by_clusters(contrasts.difference(table)(table.outcome), assignments(table.labels, 1))
    assert sure.standard_error == pytest.approx((treated.mean() - other.mean()) / welch.statistic, abs=1e-9)
    assert sure.p_value == pytest.approx(welch.pvalue, abs=0.02), "the two tests agree where both are right"


@pytest.mark.parametrize("groups", [[(2016, 3)], [(2014, 2), (2016, 2)]], ids=["one start", "two starts"])
def test_an_interval_holds_the_effects_that_the_test_does_not_reject(groups: list[tuple[int, int]]) -> None:
    plan = impact_panels.plan(groups, 7, (2010, 2018))
    table = _panel(plan, impact_panels.calm_outcome(plan) + 1.5 * impact_panels.exposed(plan))
    contrast = contrasts.effect(table, is_staggered=len(groups) > 1)
    exposure, every = contrasts.exposure(table), assignments(table.labels, 7)
    sure = inference.by_randomization(contrast(table.outcome), contrast(exposure), every, table.labels)

    def p_of(effect: float) -> float:
        return inference.p_value(contrasts.estimates(contrast(table.outcome - effect * exposure), every))

    for end, inside in ((sure.interval_low, 1), (sure.interval_high, -1)):
        assert p_of(end + inside * 1e-6) > 0.05 >= p_of(end - inside * 1e-6)
    assert sure.p_value == p_of(0)


def test_assignments_are_all_listed_once_or_drawn_alike_every_time() -> None:
    labels = np.array([0, 0, 1, 1, 2, 2, 2])
    every = assignments(labels, 1)
    rows = np.argmax(np.stack(every.members), axis=0)
    assert len({tuple(row) for row in rows}) == len(rows) == count(list(labels)) == 210
    assert list(rows[0]) == list(labels)
    large = np.array([0] * 8 + [1] * 12)
    first, again, other = (assignments(large, seed).members[0] for seed in (3, 3, 4))
    assert (first == again).all()
    assert (first != other).any()
    assert len(first) == 5000


def test_a_series_without_noise_gives_back_its_level_and_slope() -> None:
    plan = impact_panels.plan([(2018, 1)], 0, (2008, 2023))
    years = np.array(plan.years)
    since = years >= 2018
    table = _panel(plan, (10 + 0.5 * (years - 2008) + 3 * since - 0.7 * (years - 2018) * since)[None, :])
    found = regression.segments(table)
    told = (found.trend_before.value, found.level_change.value, found.slope_change.value)
    assert told == pytest.approx((0.5, 3.0, -0.7), abs=1e-6)


@pytest.mark.fault(35)
def test_the_errors_of_a_series_are_those_of_newey_and_west() -> None:
    """The closed formula (Newey and West, Econometrica 55, 1987) with Bartlett weights and n/(n - k), by hand."""
    plan = impact_panels.plan([(2014, 1)], 0, (2000, 2023))
    series = impact_panels.calm_outcome(plan)[0]
    found = regression.segments(_panel(plan, series[None, :]))
    years, since = np.array(plan.years), (np.array(plan.years) >= 2014).astype(float)
    design = np.column_stack([np.ones(24), years - 2000, since, (years - 2014) * since])
    inverse = np.linalg.inv(design.T @ design)
    scores = design * (series - design @ inverse @ design.T @ series)[:, None]
    middle = scores.T @ scores
    for lag in (1, 2):
        crossed = scores[lag:].T @ scores[:-lag]
        middle += (1 - lag / 3) * (crossed + crossed.T)
    errors = np.sqrt(np.diag(inverse @ middle @ inverse) * 24 / 20)
    assert found.errors == "Newey and West, 2 lags"
    assert (found.level_change.standard_error, found.slope_change.standard_error) == pytest.approx(
        (errors[2], errors[3]), abs=1e-6
    )


def test_a_short_series_is_fitted_by_ordinary_least_squares() -> None:
    plan = impact_panels.plan([(2018, 1)], 0, (2011, 2021))
    assert regression.segments(_panel(plan, impact_panels.calm_outcome(plan))).errors == "ordinary least squares"
