"""Charts and sentences of the page Impact."""

import duckdb
import pandas as pd
import pytest

from dashboards import impact
from dashboards.charts import impact as charts
from dashboards.palette import DARK, LIGHT
from dashboards.parts import impact_design
from dashboards.queries import impact as queries
from support import made_impact


@pytest.fixture(scope="module")
def made() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    made_impact.add_impact(connection, is_sample=True)
    connection.execute("create schema indicators")
    connection.execute(
        "create table indicators.reference_areas as select * from (values ('BGD', 'Bangladesh'), ('KEN', 'Kenya'),"
        " ('BRA', 'Brazil'), ('EGY', 'Egypt'), ('IDN', 'Indonesia'), ('MEX', 'Mexico'))"
        " as areas (reference_area_code, reference_area_label)"
    )
    return connection


def _rows(made: duckdb.DuckDBPyConnection, kind: str, design: str = "D1") -> pd.DataFrame:
    return made.execute(queries.diagnostics_sql(design, 1, (kind,))).df()


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_charts_are_valid_and_tell_groups_apart_without_colour(
    made: duckdb.DuckDBPyConnection, palette: object
) -> None:
    means, none = _rows(made, "group_mean"), _rows(made, "fitted_line")
    drawn = charts.groups(means, none, charts.Start(2022), "%", palette).to_dict()
    marks = [layer["mark"] for layer in drawn["layer"]]
    assert {mark["type"] for mark in marks} == {"rule", "text", "line", "point"}
    assert len([mark for mark in marks if mark["type"] == "line" and mark.get("strokeDash")]) == 1
    assert charts.effects(_rows(made, "event_time"), "%", palette).to_dict()
    assert charts.leave_one_out(_rows(made, "leave_one_out"), -1.25, "%", palette).to_dict()


def test_the_series_has_its_two_lines_and_a_refused_design_no_start_line(made: duckdb.DuckDBPyConnection) -> None:
    series = charts.groups(
        _rows(made, "group_mean", "D3"), _rows(made, "fitted_line", "D3"), charts.Start(2022), "%", LIGHT
    )
    assert series.to_dict()["layer"][-1]["encoding"]["detail"]["field"] == "part"
    refused = charts.groups(
        _rows(made, "group_mean", "D2"), _rows(made, "fitted_line", "D2"), charts.Start(2022), "%", LIGHT
    )
    assert "rule" not in {layer["mark"]["type"] for layer in refused.to_dict()["layer"]}


def test_effects_are_drawn_with_their_intervals_and_nought(made: duckdb.DuckDBPyConnection) -> None:
    nought, intervals, points = charts.effects(_rows(made, "event_time"), "%", LIGHT).to_dict()["layer"]
    assert nought["encoding"]["y"]["field"] == "value"
    assert (intervals["encoding"]["y"]["field"], intervals["encoding"]["y2"]["field"]) == (
        "interval_low",
        "interval_high",
    )
    assert points["encoding"]["y"]["field"] == "value"


def test_words_say_what_the_charts_show(made: duckdb.DuckDBPyConnection) -> None:
    means, events, without = (_rows(made, kind) for kind in ("group_mean", "event_time", "leave_one_out"))
    assert charts.groups_in_words(means, charts.Start(2022, many=True), "%") == (
        "Line chart of means in %, first start 2022. Treated areas: 60.0 in 2016, 57.1 in 2024; "
        "Comparison areas: 55.0 in 2016, 53.4 in 2024."
    )
    assert "+0: −1.25 (−2.50 to 0.00)" in charts.effects_in_words(events, "%")
    assert charts.leave_one_out_in_words(without, -1.25) == (
        "The estimate is −1.25 with all areas. Without one of 7 areas it runs from −1.25 (without Bangladesh) to "
        "−0.65 (without VNM)."
    )


def test_an_estimate_is_told_with_its_interval_and_what_nought_means(made: duckdb.DuckDBPyConnection) -> None:
    row = made.execute(queries.estimates_sql("D1", 1)).df().iloc[0]
    assert impact.estimate(row) == (
        "Difference between treated and comparison areas in their change from before to after: −1.25 (%). 95 % "
        "interval by randomization: −2.40 to −0.10 (p = 0.031); nought lies outside."
    )
    inside = impact.estimate(pd.Series({**row, "interval_high": 0.2}))
    assert inside.endswith("nought lies inside: the data do not tell it from no difference.")
    assert impact.rests_on(row) == "2 treated areas, 5 comparison areas, 6 years before and 3 from the start on"


def test_what_is_better_stands_at_the_number(made: duckdb.DuckDBPyConnection) -> None:
    row = made.execute(queries.estimates_sql("D1", 1)).df().iloc[0]
    assert "−1.25 (%; lower is better). 95 %" in impact.estimate(row, "down")
    assert "−1.25 (%). 95 %" in impact.estimate(row, "none")


def test_the_drift_before_the_start_stands_beside_the_estimate() -> None:
    told = impact.drift(-0.75, -1.25)
    assert "makes −0.75 by the same sum (its test stands under Trends before the start)." in told
    assert told.endswith("So most of −1.25 can be what was under way before the start.")
    assert "most of" not in impact.drift(-0.5, -1.25)
    assert "most of" not in impact.drift(0.75, -1.25), "it went the other way"


def test_differences_before_the_start_that_move_one_way_are_not_called_calm(made: duckdb.DuckDBPyConnection) -> None:
    events = _rows(made, "event_time")
    assert impact.before_start(events) == (
        "0 of 5 years before it lie away from nought, but they rise from −0.60 to nought in 5 of 5 steps"
    )
    steady = [0.09, 0.07, 0.075, 0.05, 0.03]
    turned = pd.concat([events[events["event_time"] < 0].assign(value=steady), events[events["event_time"] >= 0]])
    assert impact.before_start(turned).endswith("but they fall from +0.09 to nought in 4 of 5 steps")
    jumping = events.assign(value=[0.1, -0.1, 0.2, -0.2, 0.1, *events["value"][5:]])
    assert impact.before_start(jumping) == "0 of 5 years before it lie away from nought"
    assert impact.before_start(events[3:]) == "0 of 2 years before it lie away from nought", (
        "two steps are no direction"
    )
    away = events.assign(interval_high=[-0.1, 0.8, 0.8, 0.8, 0.8, 0, 0, 0])
    assert impact.before_start(away).startswith("1 of 5 years before it lies away from nought")


def test_areas_are_called_by_name_in_the_sentences_of_the_gate() -> None:
    told = impact.named("Left out: KHM (no value in 2024), X01, GDP.", {"KHM": "Cambodia", "X01": "World"})
    assert told == "Left out: Cambodia (no value in 2024), World, GDP."


@pytest.mark.parametrize("design", ["D1", "D2"])
def test_of_a_refused_design_no_value_from_the_start_on_is_offered(
    made: duckdb.DuckDBPyConnection, design: str
) -> None:
    row = made.execute(f"select * from evaluation.impact_designs where design_id = '{design}'").df().iloc[0]
    made.execute(
        "create table if not exists indicators.datasets as"
        " select 's1' as snapshot_id, 'ILO' as producer, 'CC' as licence"
    )
    values = made.execute(impact_design.values_sql(row)).df()
    assert values["year"].max() == (2024 if design == "D1" else made_impact.START - 1)
    assert values["value"].notna().all()


def test_a_series_is_told_without_interval_and_test(made: duckdb.DuckDBPyConnection) -> None:
    level, slope = (impact.estimate(row) for _, row in made.execute(queries.estimates_sql("D3", 1)).df().iterrows())
    assert level.startswith("Step at the start of the series: −0.80 (%). A description: no interval and no test")
    assert slope.startswith("Change of the yearly slope from the start on: +0.05 a year (%)")
    assert "p =" not in level + slope


def test_counts_and_signs() -> None:
    designs = pd.DataFrame({"is_current": [True, True, False], "verdict": ["passed", "refused", "refused"]})
    assert impact.counts(designs) == "**2 impact designs** are registered: 1 passes the gate, 1 is refused."
    assert [impact.signed(value) for value in (0.0, 0.001, 1.5, -1.5)] == ["0.00", "0.00", "+1.50", "−1.50"]
    assert [impact.p_value(value) for value in (0.0004, 0.031)] == ["below 0.001", "0.031"]
    assert impact.mark("later_word").word == "Later word"
