"""What the page Quality, and the banner of the others, say: nothing looks passed that nobody checked."""

from typing import Any

import pandas as pd
import pytest

from dashboards import concerns, quality
from dashboards.queries.quality import DIMENSIONS

_NONE = pd.DataFrame({"check_id": [], "failing_subjects": []})


def _score(indicator: str, status: str, passed: int, warned: int) -> dict[str, Any]:
    counted = {"checks_passed": passed, "checks_warned": warned, "checks_failed": 0}
    counted |= {"not_passed_count": warned, "check_count": passed + warned}
    told = {"indicator_id": indicator, "indicator_label": None, "freshness": "not_known", "coverage": None}
    return told | counted | {f"{name}_status": status for name in DIMENSIONS}


def test_an_indicator_that_nobody_checked_is_not_checked_and_counted_so() -> None:
    rows = pd.DataFrame([_score("IL10", "warn", 3, 1), _score("IL11", "not_checked", 0, 0)])
    rows["coverage"] = [0.42, None]
    shown = quality.scorecard_table(rows)
    assert list(shown["Validity"]) == ["▲ Warning", "○ Not checked"]
    assert list(shown["Freshness"]) == ["○ Not known"] * 2
    assert list(shown["Not passed"]) == [1, 0]
    assert list(shown["Checks"]) == [4, 0]
    assert list(shown["Countries with a national value in the last five years, %"]) == [42, pd.NA]
    told = quality.scorecard_headline(rows)
    assert told == "1 of 2 indicators have a check that did not pass; of 1 nothing was checked"


def test_a_dimension_without_a_measure_is_not_assessed() -> None:
    rows = pd.DataFrame({"indicator_id": ["IL10"], "dqa_dimension": ["validity"], "dimension_rating": ["good"]})
    rows["indicator_label"] = "Informal employment"
    (row,) = quality.dqa_table(rows).to_dict("records")
    assert (row["Indicator"], row["Validity"]) == ("IL10 Informal employment", "● Good")
    assert {row[name.capitalize()] for name in quality.DQA_DIMENSIONS[1:]} == {"○ Not assessed"}


def test_each_release_says_how_its_checks_ended_and_what_nobody_checked() -> None:
    rows = pd.DataFrame(
        [
            ("b", "2026-06-30", "validity", 4, 1, 0),
            ("b", "2026-06-30", "validity", 5, 0, 0),
            ("b", "2026-06-30", "timeliness", 0, 0, 2),
            ("a", "2026-01-31", "validity", 3, 0, 0),
            ("a", "2026-01-31", "precision", 0, 0, 0),
        ],
        columns=["release_id", "as_of_date", "dimension", "checks_passed", "checks_warned", "checks_failed"],
    )
    first, second = quality.trend_table(rows).to_dict("records")
    assert (first["Release"], first["Checks"], first["Warned"], first["Failed"]) == ("b", 12, 1, 2)
    assert (first["Validity"], first["Timeliness"], first["Precision"]) == ("▲ 1 of 10", "■ 2 of 2", "○ Not checked")
    assert (second["Validity"], second["Precision"]) == ("● 3", "○ Not checked")


@pytest.mark.parametrize(
    ("differences", "told"),
    [([0, 0], "Every row is accounted for: 2 counts"), ([0, 3], "Rows in and rows out differ in 1 of 2 counts")],
)
def test_a_row_that_is_missing_is_told(differences: list[int], told: str) -> None:
    assert quality.reconciliation_headline(pd.DataFrame({"difference": differences})) == told


def test_a_rating_of_a_newer_release_shows_itself() -> None:
    assert quality.sign("splendid").text == "○ Splendid"
    assert quality.sign(None).text == "○ No status"


@pytest.mark.parametrize(
    ("named", "subjects", "is_told"),
    [
        (None, {"IL10", "SDG_A"}, True),
        ("SDG_A; SDG_B", {"IL10", "SDG_A"}, True),
        ("SDG_AB", {"IL10", "SDG_A"}, False),
        ("SDG_B", set(), True),
        ("IL10", {"IL10"}, True),
        ("", {"IL10"}, False),
    ],
)
def test_a_check_is_told_where_its_failing_rows_are_shown(named: str | None, subjects: set[str], is_told: bool) -> None:
    broken = pd.DataFrame({"check_id": ["C1"], "failing_subjects": [named]})
    assert len(concerns.about(broken, subjects)) == is_told


def test_no_broken_check_is_no_concern() -> None:
    assert concerns.about(_NONE, {"IL10"}).empty
