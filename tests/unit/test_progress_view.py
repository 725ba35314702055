"""The view Progress and the page Countries: arithmetic in words, marks of targets, scales of small charts."""

import re

import pandas as pd
import pytest

from dashboards import dimensions
from dashboards.charts import aims, pairs, points, slope, strip, trend
from dashboards.downloads import picture
from dashboards.palette import LIGHT
from dashboards.parts import arithmetic, figures
from support import made_progress

_ROW = {
    "method": "linear", "baseline_value": 78.1, "baseline_year": 2019, "value": 74.5, "year": 2023,
    "target_value": 60.1, "target_year": 2030, "target_type": "value", "direction": "down", "is_interim": False,
    "expected_value": 71.55, "expected_share": 4 / 11, "progress_share": 0.2, "ratio": 0.55, "class": "limited",
    "class_ungated": "limited", "reason_not_rated": None,
}  # fmt: skip


def _row(**other: object) -> pd.Series:
    return pd.Series({**_ROW, **other}, dtype=object)


def test_the_linear_method_says_every_number_that_it_used() -> None:
    lines = arithmetic.lines(_row())
    assert lines[0] == "Share of the way done: (74.5 − 78.1) ÷ (60.1 − 78.1) = 0.2000."
    assert lines[1] == "Expected by 2023: 4 of 11 years = 0.3636 of the way (71.55)."
    assert lines[2] == "Ratio: 0.2000 ÷ 0.3636 = 0.55."


def test_after_the_target_year_the_whole_time_has_passed_and_no_more() -> None:
    told = arithmetic.lines(_row(year=2034, expected_share=1.0))[1]
    assert "11 of 11 years" in told


def test_points_in_between_are_told_instead_of_years() -> None:
    told = arithmetic.lines(_row(is_interim=True, expected_share=0.5))[1]
    assert told == "Expected by 2023, by the points set in between: 71.55, that is 0.5000 of the way."


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("growth", "[(74.5 ÷ 78.1)^(1/4) − 1] ÷ [(60.1 ÷ 78.1)^(1/11) − 1]"),
        ("un_extrapolation", "At the same growth by 2030: [74.5 × (74.5 ÷ 78.1)^(7/4) − 78.1] ÷ (60.1 − 78.1) = 0.55."),
        ("tola_band", "Value ÷ target: 74.5 ÷ 60.1 = 0.55."),
        ("trend", "Growth a year: (74.5 ÷ 78.1)^(1/4) − 1, better counted as plus: +55.00 %."),
    ],
)
def test_each_method_says_its_formula_with_its_figures(method: str, said: str) -> None:
    assert said in arithmetic.lines(_row(method=method))[0]


def test_figures_are_not_put_into_a_formula_that_uses_distances() -> None:
    told = " ".join(arithmetic.lines(_row(direction="towards", method="growth")))
    assert "distances" in told
    assert "74.5" not in told


def test_a_modelled_value_has_no_colour_and_says_what_the_arithmetic_alone_would_say() -> None:
    row = _row(**{"class": None, "reason_not_rated": "modelled", "class_ungated": "on_track"})
    assert arithmetic.verdict(row).startswith(":gray[○] Not rated: a value is modelled")
    assert arithmetic.would_be(row) == "The arithmetic alone would say “on track”."
    assert "●" not in arithmetic.verdict(row)
    assert arithmetic.verdict(_row()) == ":orange[◇] Limited"
    assert arithmetic.would_be(_row()) == ""


def test_a_method_that_does_not_apply_has_no_formula() -> None:
    row = _row(method="growth", ratio=None, reason_not_rated="zero_value", **{"class": None})
    assert arithmetic.lines(row) == []
    assert arithmetic.verdict(row) == ":gray[○] Not rated: the method needs values other than 0"


def test_a_class_by_trend_never_passes_for_one_against_a_target() -> None:
    assert arithmetic.standing(_row()) == arithmetic.verdict(_row())
    said = arithmetic.standing(_row(method="trend", **{"class": "on_track"}))
    assert said == ":blue[●] On track, by trend: there is no target with a number"


def test_a_figure_that_is_its_own_baseline_says_that_nothing_came_after_it() -> None:
    same = {"class": None, "reason_not_rated": "span_too_short"}
    assert arithmetic.why(_row(year=2019, **same)) == "there is no value after the baseline yet"
    assert arithmetic.why(_row(year=2020, **same)) == "baseline and value are less than a year apart"
    ruled_out = _row(method="trend", **{"class": None, "reason_not_rated": "method_not_allowed"})
    assert "there is no target with a number" in arithmetic.why(ruled_out)


def test_what_a_baseline_outside_the_pandemic_would_say_is_told_and_is_no_rating() -> None:
    assert not arithmetic.without_pandemic(_row()), "a release from before, or a baseline of another year"
    other = _row(progress_share_without_pandemic=0.78858, class_without_pandemic="achieved")
    assert arithmetic.without_pandemic(other) == (
        "from the baseline that the same rule gives without 2020 and 2021, the share of the way done would be 0.7886 "
        "and the class would be “achieved”. It is no rating."
    )


_AIMS = pd.DataFrame(
    [
        ("KEN", "SEX_T", "baseline", 2020, 46.0, "value", "proposed", "Kenya"),
        ("KEN", "SEX_T", "interim", 2024, 43.0, "value", "proposed", "Kenya"),
        ("KEN", "SEX_T", "target", 2030, 36.0, "value", "proposed", "Kenya"),
        ("BRA", "SEX_T", "baseline", 2020, 42.0, None, None, "Brazil"),
    ],
    columns=["reference_area_code", "sex_code", "part", "year", "value", "target_type", "target_status", "area"],
)


def test_the_way_runs_over_the_points_in_between_and_only_where_there_is_a_target() -> None:
    known = aims.aims(_AIMS, "area", ["Kenya", "Brazil"])
    ways = aims._ways(known)
    assert list(zip(ways["series"], ways["x"], ways["x2"], strict=True)) == [
        ("Kenya", 2020.0, 2024.0),
        ("Kenya", 2024.0, 2030.0),
    ]
    assert "target 36.0 % (2030, proposed)" in aims.in_words(known, "%")
    assert aims.in_words(known, "%").endswith("Brazil: baseline 42.0 % (2020)")


def test_baselines_of_women_and_men_in_one_area_are_told_apart() -> None:
    found = pd.DataFrame(
        [("KEN", "SEX_F", "baseline", 2022, 44.4, None), ("KEN", "SEX_M", "baseline", 2022, 41.2, None)],
        columns=["reference_area_code", "sex_code", "part", "year", "value", "target_status"],
    )
    both = dimensions.Chosen("Sex", ("SEX_F", "SEX_M"), ("Female", "Male"))
    choice = figures.Choice(None, {"KEN": "Kenya"}, {"sex": both}, pd.DataFrame(), "", True, None, found)
    assert aims.in_words(figures._aims_of_lines(choice), "%") == (
        "Kenya, Female: baseline 44.4 % (2022); Kenya, Male: baseline 41.2 % (2022)"
    )


def _marks_drawn(aimed: pd.DataFrame | None) -> dict[str, str]:
    """The outline of each hollow mark of a trend by its year, without the place where it stands."""
    observations = pd.DataFrame(
        {
            "area": "Kenya", "time_period": ["2020", "2021", "2022", "2023", "2024"],
            "value": [46.0, 45.0, 44.0, 43.0, 42.0], "source_code": "BA:1", "source_label": "LFS", "is_modelled": False,
            "observation_kind": ["survey", "survey", "modelled", "projected", "unknown"], "is_break": False,
            "observation_status_label": [None, "Provisional", None, None, None], "break_reason": None,
        }
    )  # fmt: skip
    known = points.points(observations, "area", ["Kenya"])
    chart = trend.trend(known, ["Kenya"], "%", points.Extent(2020, 2030, 30, 50), LIGHT, aims=aimed)
    drawn = picture.svg({"": chart}, picture.Caption("", "", (), "", is_sample=False)).decode()
    found = re.findall(r'<path aria-label="([^"]*Kind: [^"]*)"[^>]*? d="([^"]*)"', drawn)
    assert len(found) == 5, "every figure has its mark"
    return {re.search(r"Period: (\d{4})", label)[1]: outline for label, outline in found}


def test_a_flagged_or_modelled_figure_keeps_its_mark_beside_baseline_and_target() -> None:
    # One scale of shapes for both drew a modelled figure as the star of a target, and a flagged one as a short line.
    alone = _marks_drawn(None)
    assert _marks_drawn(aims.aims(_AIMS, "area", ["Kenya"])) == alone
    assert len(set(alone.values())) == 5, "every kind has an outline of its own"


def test_an_area_that_the_trend_does_not_show_has_no_target_there() -> None:
    assert aims.aims(_AIMS, "area", ["Brazil"])["series"].tolist() == ["Brazil"]
    assert aims.legend(aims.aims(_AIMS, "area", ["Brazil"])) == ["ring around a point: baseline"]


def _profile(**other: object) -> pd.DataFrame:
    row = {
        "indicator_id": "IL10", "indicator_label": "Informal employment share", "unit": "%", "natural_limit_low": 0.0,
        "natural_limit_high": 100.0, "baseline_value": 44.0, "baseline_year": 2020, "baseline_kind": "survey",
        "value": 41.0, "year": 2024, "value_kind": "survey", "change": -3.0, "has_break_since_baseline": False,
    }  # fmt: skip
    return pd.DataFrame([row | other])


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [(44.0, 41.0, (0.0, 50.0)), (60.0, 99.0, (0.0, 100.0)), (-3.0, 4.0, (-3.0, 5.0)), (0.0, 0.0, (0.0, 1.0))],
)
def test_a_small_chart_starts_at_nought_and_ends_within_the_limit(
    start: float, end: float, span: tuple[float, float]
) -> None:
    assert slope.scale(_profile(baseline_value=start, value=end).iloc[0]) == span


def test_an_indicator_without_a_later_value_has_no_slope() -> None:
    assert slope.prepared(_profile(change=None)).empty
    drawn = slope.prepared(_profile(baseline_kind="modelled", has_break_since_baseline=True))
    assert drawn["is_estimate"].tolist() == [True, False]
    assert drawn["is_broken"].all()
    assert drawn["place"].tolist() == [0.88, 0.82]
    assert "44.0 (2020) to 41.0 (2024)" in slope.in_words(drawn, "Kenya")
    assert slope.slopes(drawn, LIGHT).to_dict()["height"] == 140


def test_the_strip_marks_one_country_and_orders_none_by_value() -> None:
    region = pd.DataFrame(
        {
            "reference_area_code": ["BGD", "KHM", "PAK"],
            "reference_area_label": ["Bangladesh", "Cambodia", "Pakistan"],
            "region_label": ["Asia and the Pacific"] * 3,
            "subregion_label": ["Southern Asia", "South-Eastern Asia", "Southern Asia"],
            "value": [36.0, 44.0, None],
            "year": [2024, 2024, None],
            "value_kind": ["survey", "modelled", None],
        }
    )
    drawn = strip.prepared(region, "BGD")
    assert drawn.set_index("reference_area_label")["is_marked"].to_dict() == {"Cambodia": False, "Bangladesh": True}
    words = strip.in_words(drawn, "Informal employment", "%", "Asia and the Pacific")
    assert "Marked: Bangladesh 36.0 (2024)." in words
    assert words.index("Bangladesh 36.0 (2024);") < words.index("Cambodia 44.0")


def test_a_dumbbell_says_both_ends_in_words() -> None:
    rows = pd.DataFrame({"area": ["Kenya"], "first": [45.0], "second": [42.0], "said": ["difference +3"]})
    ends = pairs.Ends("Women", "Men")
    assert "Kenya: women 45.0, men 42.0 (difference +3)" in pairs.in_words(rows, ends, "Informal employment", "%")
    marks = [layer["mark"]["shape"] for layer in pairs.pairs(rows, ends, "%", LIGHT).to_dict()["layer"][1:]]
    assert len(set(marks)) == 2, "the two ends differ in shape, not in colour alone"


def test_the_release_made_by_hand_rates_by_the_formula() -> None:
    rows = [row for row in made_progress._rated("KEN", is_sample=True) if row["method"] == "linear"]
    done = (rows[0]["value"] - rows[0]["baseline_value"]) / (rows[0]["target_value"] - rows[0]["baseline_value"])
    assert done == pytest.approx(rows[0]["progress_share"])
