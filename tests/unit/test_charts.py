"""Charts, read as the specification that the browser receives."""

import json
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from dashboards.charts import plan, points, said, trend
from dashboards.palette import DARK, LIGHT, MAX_SERIES, Palette
from dashboards.status import PHASE_MARKS


def _phases(*changes: dict) -> pd.DataFrame:
    base = {
        "output_id": "O04", "phase_id": "O04-S1", "phase_label": "Terms", "nature": "discrete", "start_year": 2023,
        "end_year": 2023, "reading_confidence": "high", "status": "achieved_on_time", "due_date": "2023-12-31",
        "actual_date": "2023-10-01", "forecast_date": None, "delay_days": -91,
    }  # fmt: skip
    rows = [base | {"phase_id": f"O04-S{number}"} | change for number, change in enumerate(changes, 1)]
    return pd.DataFrame(rows).assign(due_date=lambda rows: pd.to_datetime(rows["due_date"]))


def _events() -> pd.DataFrame:
    spans = [("2023-03-13", "2023-03-23", "day"), ("2025-01-01", "2025-12-31", "year")]
    return pd.DataFrame(
        [
            {"event_id": f"EV0{no}", "body": "Governing Body", "event_label": "Paper considered", "start_date": start,
             "end_date": end, "date_precision": precision}
            for no, (start, end, precision) in enumerate(spans, start=1)
        ]
    )  # fmt: skip


def _no_events() -> pd.DataFrame:
    return pd.DataFrame(columns=["event_id", "body", "event_label", "start_date", "end_date", "date_precision"])


def _no_activity() -> pd.DataFrame:
    return pd.DataFrame({"phase_id": [], "reporting_period_id": []}, dtype="str")


def _data(chart) -> list[list[dict]]:
    return list(json.loads(chart.to_json())["datasets"].values())


def _spans(chart) -> list[dict]:
    return next(rows for rows in _data(chart) if rows and "planned" in rows[0])


AS_OF = date(2026, 6, 30)


def test_a_step_achieved_late_slips_from_its_due_date_to_its_actual_date() -> None:
    phases = _phases({"status": "achieved_late", "actual_date": "2024-03-15", "delay_days": 75})
    (span,) = _spans(plan.plan(phases, _no_activity(), _no_events(), AS_OF, LIGHT))
    assert span["slip_from"].startswith("2024-01-01")
    assert span["slip_to"].startswith("2024-03-15")
    assert (span["start"][:10], span["end"][:10]) == ("2023-01-01", "2024-01-01"), "a whole year is drawn whole"


@pytest.mark.parametrize("status", ["overdue", "not_reported"])
def test_an_open_step_stands_at_the_as_of_date(status: str) -> None:
    (span,) = _spans(
        plan.plan(_phases({"status": status, "actual_date": None}), _no_activity(), _no_events(), AS_OF, LIGHT)
    )
    assert span["at"].startswith("2026-06-30")
    assert span["slip_to"].startswith("2026-06-30")


def test_a_step_that_is_not_due_carries_no_mark() -> None:
    phases = _phases({"status": "not_due", "actual_date": None, "due_date": "2027-12-31"})
    (span,) = _spans(plan.plan(phases, _no_activity(), _no_events(), AS_OF, LIGHT))
    assert not span["at"]
    assert not span["slip_from"]


def test_doubt_in_the_reading_is_marked_and_certainty_is_not() -> None:
    phases = _phases({"reading_confidence": "high"}, {"reading_confidence": "medium"}, {"reading_confidence": "low"})
    rows = [span["row"] for span in _spans(plan.plan(phases, _no_activity(), _no_events(), AS_OF, LIGHT))]
    assert [row.endswith("≈") for row in rows] == [False, True, True]


def test_reported_activity_is_drawn_per_half_year_and_only_for_shown_phases() -> None:
    phases = _phases({"nature": "continuous", "status": "active", "due_date": None, "actual_date": None})
    activity = pd.DataFrame({"phase_id": ["O04-S1", "O99-S1"], "reporting_period_id": ["2024H2", "2024H2"]})
    chart = plan.plan(phases, activity, _no_events(), AS_OF, LIGHT)
    halves = next(rows for rows in _data(chart) if rows and set(rows[0]) == {"row", "start", "end"})
    assert [(half["start"][:10], half["end"][:10]) for half in halves] == [("2024-07-01", "2025-01-01")]


def test_every_status_has_its_own_colour_and_shape_in_the_plan() -> None:
    spec = plan.plan(_phases({}), _no_activity(), _no_events(), AS_OF, DARK).to_dict()
    points = next(layer for layer in spec["layer"] if layer["mark"].get("filled"))
    codes = [mark.code for mark in PHASE_MARKS]
    assert points["encoding"]["shape"]["scale"]["domain"] == codes
    assert points["encoding"]["color"]["scale"]["domain"] == codes
    assert DARK.red in points["encoding"]["color"]["scale"]["range"]


def test_an_event_without_a_known_day_stands_in_the_middle_of_its_span() -> None:
    """Two events of 2025 stood on 1 January as if that were their day."""
    chart = plan.plan(_phases({}), _no_activity(), _events(), AS_OF, LIGHT)
    spec = json.loads(chart.to_json())
    layer = next(layer for layer in spec["layer"] if layer["mark"].get("shape") == "diamond")
    rows = spec["datasets"][layer["data"]["name"]]
    assert [(row["when"], row["at"][:10]) for row in rows] == [
        ("13–23 Mar 2023", "2023-03-13"),
        ("≈ 2025", "2025-07-02"),
    ]
    spans = [layer for layer in spec["layer"] if {"filter": "datum.is_doubtful"} in layer.get("transform", [])]
    assert [each["encoding"]["x2"]["field"] for each in spans] == ["end"]


def test_the_plan_in_words_names_every_count() -> None:
    words = plan.plan_in_words(_phases({}, {"status": "overdue"}, {"status": "overdue"}), AS_OF)
    assert "3 planned phases" in words
    assert "2 overdue, 1 achieved on time" in words


def _observations(**columns) -> pd.DataFrame:
    rows = len(next(iter(columns.values())))
    base = {
        "area": ["Kenya"] * rows, "source_code": ["BA:1"] * rows, "source_label": ["LFS"] * rows,
        "is_modelled": [False] * rows, "observation_kind": ["survey"] * rows, "observation_status_label": [None] * rows,
        "is_break": [False] * rows, "break_reason": [None] * rows,
    }  # fmt: skip
    return pd.DataFrame(base | columns)


def _known(**columns) -> pd.DataFrame:
    observations = _observations(**columns)
    return points.points(observations, "area", list(dict.fromkeys(observations["area"])))


def _styles(known: pd.DataFrame) -> list[str]:
    chart = trend.trend(known, sorted(set(known["series"])), "%", points.extent(known), LIGHT)
    pieces = next(rows for rows in _data(chart) if rows and "style" in rows[0])
    return [piece["style"] for piece in pieces]


def test_a_gap_is_bridged_thinly_and_never_drawn_as_a_survey() -> None:
    known = _known(time_period=["2015", "2016", "2019", "2020"], value=[1.0, 2.0, 3.0, 4.0])
    assert _styles(known) == ["survey", "gap", "survey"]


def test_a_line_to_or_from_a_modelled_figure_is_dashed() -> None:
    known = _known(
        time_period=["2015", "2016", "2017"], value=[1.0, 2.0, 3.0], observation_kind=["survey", "modelled", "survey"]
    )
    assert _styles(known) == ["modelled", "modelled"]


def test_two_sources_are_never_joined() -> None:
    known = _known(time_period=["2015", "2016"], value=[1.0, 9.0], source_code=["BA:1", "BB:2"])
    assert known["line"].nunique() == 2
    chart = trend.trend(known, ["Kenya"], "%", points.extent(known), LIGHT)
    assert not any(rows and "style" in rows[0] for rows in _data(chart))


def test_a_missing_value_is_absent_and_zero_is_a_value() -> None:
    known = _known(time_period=["2015", "2016", "2017"], value=[0.0, None, 5.0])
    assert list(known["value"]) == [0.0, 5.0]


def test_the_legend_says_in_words_what_occurs_and_nothing_else() -> None:
    known = _known(
        time_period=["2015", "2016", "2018", "2019"],
        value=[1.0, 2.0, 3.0, 4.0],
        observation_kind=["modelled", "survey", "survey", "projected"],
        observation_status_label=[None, "Break in series", None, None],
        is_break=[False, True, False, False],
        break_reason=[None, "status B", None, None],
    )
    assert list(known["kind"]) == ["Modelled", "Flagged", "Survey", "Projected"]
    legend = " · ".join(said.legend(known))
    assert "break in series (1)" in legend
    assert "○ dashed line: ILO modelled estimate" in legend
    assert "△ dotted, lighter line: projection" in legend
    assert "▼ break" in legend
    assert "thin line" in legend
    assert "does not name the source" not in legend
    plain = " · ".join(said.legend(_known(time_period=["2015", "2016"], value=[1.0, 2.0])))
    assert plain.startswith("● solid line")
    assert "dashed" not in plain
    assert "break" not in plain


def _layers(known: pd.DataFrame, earlier: pd.DataFrame | None = None) -> list[dict]:
    chart = trend.trend(known, sorted(set(known["series"])), "%", points.extent(known), LIGHT, earlier)
    return chart.to_dict()["layer"]


def test_survey_modelled_and_projected_lines_differ_in_more_than_colour() -> None:
    known = _known(
        time_period=["2020", "2021", "2022", "2023", "2024"],
        value=[1.0, 2.0, 3.0, 4.0, 5.0],
        observation_kind=["survey", "survey", "modelled", "modelled", "projected"],
    )
    assert _styles(known) == ["survey", "modelled", "modelled", "projected"]
    looks = {}
    for layer in _layers(known):
        for filtered in layer.get("transform", []):
            if "style" in filtered["filter"]:
                looks[filtered["filter"].split("'")[1]] = layer["mark"]
    assert "strokeDash" not in looks["survey"]
    assert looks["modelled"]["strokeDash"] != looks["projected"]["strokeDash"]
    assert looks["projected"]["opacity"] < 1, "a projection is lighter"
    shapes = next(layer["encoding"]["shape"]["scale"] for layer in _layers(known) if "shape" in layer["encoding"])
    marks = dict(zip(shapes["domain"], shapes["range"], strict=True))
    assert marks["Projected"] != marks["Modelled"]


def test_a_break_is_marked_with_its_reason_where_it_is() -> None:
    known = _known(
        time_period=["2015", "2016"], value=[1.0, 2.0], is_break=[False, True], break_reason=[None, "source change"]
    )
    chart = trend.trend(known, ["Kenya"], "%", points.extent(known), LIGHT)
    layer = next(layer for layer in chart.to_dict()["layer"] if layer["mark"].get("shape") == "triangle-down")
    assert {"field": "break_reason", "title": "Reason", "type": "nominal"} in layer["encoding"]["tooltip"]
    marked = json.loads(chart.to_json())["datasets"][layer["data"]["name"]]
    assert [(row["time_period"], row["break_reason"]) for row in marked] == [("2016", "source change")]


def test_an_earlier_vintage_is_crossed_only_where_it_differs() -> None:
    now = _known(time_period=["2015", "2016", "2017"], value=[1.0, 2.0, 3.0])
    earlier = _known(time_period=["2014", "2015", "2016"], value=[9.0, 1.0, 2.5])
    crossed = points.differing(earlier, now)
    assert list(crossed["time_period"]) == ["2014", "2016"]
    assert crossed["now"].fillna(-1).tolist() == [-1, 2.0]
    assert len(_layers(now, earlier)) == len(_layers(now)) + 2


def test_a_release_without_kinds_is_read_by_its_older_mark() -> None:
    older = _observations(
        time_period=["2015", "2016", "2017"], value=[1.0, 2.0, 3.0], is_modelled=[False, True, None],
        observation_kind=[None, None, None],
    )  # fmt: skip
    assert list(points.kinds(older)) == ["Survey", "Modelled", "Source not given"]


def test_late_series_say_how_far_back_they_end() -> None:
    known = _known(area=["Kenya", "Egypt"], time_period=["2019", "2025"], value=[1.0, 2.0])
    text = said.data_years(known, ["Kenya", "Egypt", "Brazil"], 2026)
    assert "Kenya 2019, 7 years back (the only year with a figure)" in text
    assert "Egypt 2025 (the only year with a figure)" in text
    assert "Brazil: no value" in text


def test_the_latest_figure_gives_the_count_and_the_first_year_apart() -> None:
    known = _known(area=["Argentina"] * 3, time_period=["2004", "2015", "2022"], value=[1.0, 2.0, 3.0])
    assert said.data_years(known, ["Argentina"], 2023) == (
        "Latest figure: Argentina 2022 (3 years with a figure, the first 2004)."
    )


def test_figures_without_a_value_are_counted_with_their_reason() -> None:
    rows = pd.DataFrame({"value": [1.0, None, None], "observation_status_label": ["Normal", "Unreliable", None]})
    assert said.withheld(rows) == (
        "2 figures published without a value, so not drawn: unreliable (1), no reason given (1)."
    )
    assert said.withheld(rows.head(1)) == ""


@pytest.mark.parametrize(
    ("period", "moment"), [("2020", 2020.0), ("2020Q3", 2020.5), ("2020M07", 2020.5), ("2020-Q1", 2020.0)]
)
def test_periods_become_points_in_time(period: str, moment: float) -> None:
    assert points.moment(period) == moment


def test_consecutive_quarters_are_no_gap() -> None:
    known = _known(time_period=["2020Q1", "2020Q2", "2020Q4"], value=[1.0, 2.0, 3.0])
    assert _styles(known) == ["survey", "gap"]


@pytest.mark.parametrize(
    ("values", "headline"),
    [
        ([40.0, 35.5], "Kenya: 35.5 % in 2016, down from 40.0 in 2015"),
        ([35.5, 40.0], "Kenya: 40.0 % in 2016, up from 35.5 in 2015"),
        ([40.0, 40.0], "Kenya: 40.0 % in 2016, unchanged from 40.0 in 2015"),
    ],
)
def test_the_headline_of_one_series_says_where_it_went(values: list[float], headline: str) -> None:
    assert said.headline(_known(time_period=["2015", "2016"], value=values), ["Kenya"], "%") == headline


def test_the_headline_of_several_series_gives_each_its_own_year() -> None:
    known = _known(area=["Kenya", "Egypt", "Egypt"], time_period=["2019", "2015", "2021"], value=[9.0, 50.0, 30.0])
    assert said.headline(known, ["Kenya", "Egypt"], "%") == (
        "The latest values shown run from 9.00 % (Kenya, 2019) to 30.0 % (Egypt, 2021)"
    )


def test_the_headline_stops_where_projections_begin_and_says_what_is_modelled() -> None:
    known = _known(
        time_period=["2023", "2024", "2027"], value=[40.0, 38.0, 20.0],
        observation_kind=["modelled", "modelled", "projected"],
    )  # fmt: skip
    assert said.headline(known, ["Kenya"], "%") == "Kenya: 38.0 % in 2024 (modelled), down from 40.0 in 2023"
    assert "Kenya 2024 (2 years with a figure, the first 2023, projected to 2027)" in said.data_years(
        known, ["Kenya"], 2026
    )


def test_names_at_line_ends_keep_their_distance_and_their_order() -> None:
    places = trend.spread([10.0, 10.1, 50.0, 9.9], 2.0)
    ranked = sorted(places)
    assert all(above - below >= 2.0 - 1e-9 for below, above in pairwise(ranked))
    assert sorted(range(4), key=places.__getitem__) == [3, 0, 1, 2]


def _contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_marks_and_text_stand_out_from_the_page(palette: Palette) -> None:
    marks = (palette.blue, palette.orange, palette.red, palette.gray, *palette.series)
    assert min(_contrast(mark, palette.page) for mark in marks) >= 3
    assert min(_contrast(text, palette.page) for text in (palette.text, palette.muted)) >= 4.5
    assert len(set(palette.series)) == MAX_SERIES
