"""Words, statuses, counts, addresses and queries of the pages, without Streamlit running."""

from datetime import date

import pandas as pd
import pytest

from dashboards import delivery, dimensions, frame, words
from dashboards.address import adopted, nearest
from dashboards.parts import history
from dashboards.queries import indicators, monitoring, reading
from dashboards.status import CHECK_MARKS, PHASE_MARKS, mark, most_urgent

# The words of monitoring.milestone_status; one more there must become one more here.
STATUSES = {
    "not_due", "achieved_on_time", "achieved_late", "overdue", "not_reported", "cancelled", "active", "inactive",
    "not_started",
}  # fmt: skip


def test_every_status_has_a_mark_and_no_two_words_are_alike() -> None:
    assert {each.code for each in PHASE_MARKS} == STATUSES
    assert len({each.word for each in PHASE_MARKS}) == len(STATUSES)
    assert {each.code for each in CHECK_MARKS} == {"pass", "fail", "warn", "error"}


def test_an_unknown_status_shows_itself() -> None:
    assert mark("on_hold").text == "○ On hold"
    assert mark(None).word == "No status"


def test_the_most_urgent_status_stands_for_an_output() -> None:
    assert most_urgent(["active", "achieved_late", "not_reported"]).code == "not_reported"
    assert most_urgent(["not_due"]).code == "not_due"


@pytest.mark.parametrize(
    ("counts", "badge"),
    [
        ({}, ":orange[▲] Checks have not run for this release"),
        ({"pass": 42}, ":blue[●] 42 of 42 checks passed"),
        ({"pass": 40, "warn": 2}, ":orange[▲] 2 warnings in 42 checks"),
        ({"pass": 40, "fail": 1, "warn": 1}, ":red[■] 1 failed check, 1 warning in 42 checks"),
        ({"error": 1}, ":red[■] 1 failed check in 1 checks"),
    ],
)
def test_the_quality_badge_is_never_green_by_default(counts: dict[str, int], badge: str) -> None:
    assert frame.checks_badge(counts) == badge


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0.00"), (-0.001, "0.00"), (94.66, "94.7"), (3.214, "3.21"), (12345.6, "12,346"), (None, "–"), (pd.NA, "–")],
)
def test_figures_keep_the_decimals_their_size_calls_for(value: object, text: str) -> None:
    assert words.number(value) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (0, 5, "0 %"),
        (5, 5, "100 %"),
        (999, 1000, "99 %"),
        (1, 1000, "1 %"),
        (0, 0, "–"),
        (5, 8, "63 %"),
        (1, 8, "13 %"),
        (1, 3, "33 %"),
    ],
)
def test_a_share_reaches_its_ends_only_when_the_counts_do(part: int, whole: int, text: str) -> None:
    assert words.share(part, whole) == text


def test_markdown_from_data_stays_text() -> None:
    assert words.markdown("a *b* [c](d) :red[e] $f$ <g>") == (
        r"a \*b\* \[c\]\(d\) \:red\[e\] \$f\$ \<g\>"
    )  # fmt: skip


def test_a_file_name_says_what_it_holds() -> None:
    name = words.file_name("indicator", ["SDG_0831_SEX_ECO_RT_A", "KEN"], "20260701_080000", is_sample=True)
    assert name == "dwsc_SAMPLE_indicator_SDG_0831_SEX_ECO_RT_A-KEN_20260701_080000.csv"
    assert words.file_name("inputs", [], "20260701_080000", is_sample=False) == "dwsc_inputs_20260701_080000.csv"
    assert "/" not in words.file_name("x", ["../../etc"], "20260701_080000", is_sample=False)


def test_half_years_are_whole() -> None:
    assert words.half_year("2024H1") == (date(2024, 1, 1), date(2024, 7, 1))
    assert words.half_year("2024H2") == (date(2024, 7, 1), date(2025, 1, 1))


def _phases(*rows: tuple[str, str, str | None, bool]) -> pd.DataFrame:
    columns = ["nature", "status", "due_date", "is_due"]
    phases = pd.DataFrame(rows, columns=columns).assign(
        phase_id=[f"O01-S{number}" for number in range(len(rows))], output_id="O01", output_label="One",
        phase_label="Step", start_year=2024, end_year=2027, forecast_date=None, reason=None,
    )  # fmt: skip
    return phases.assign(due_date=pd.to_datetime(phases["due_date"]))


AS_OF = date(2025, 10, 15)
PLAN = _phases(
    ("discrete", "achieved_on_time", "2023-12-31", True),
    ("discrete", "overdue", "2024-12-31", True),
    ("discrete", "cancelled", "2024-12-31", False),
    ("discrete", "cancelled", "2026-12-31", False),
    ("discrete", "not_due", "2025-12-31", False),
    ("discrete", "achieved_on_time", "2025-12-31", False),
    ("continuous", "active", None, False),
    ("continuous", "inactive", None, False),
    ("continuous", "not_started", None, False),
)


def test_counts_keep_discrete_and_continuous_apart_and_leave_cancelled_out() -> None:
    sums = delivery.summarise(PLAN, AS_OF)
    assert (sums.discrete, sums.due, sums.on_time, sums.overdue) == (6, 2, 1, 1)
    assert sums.cancelled == 1, "what would be due by now, so that the page can say what is left out"
    assert (sums.continuous, sums.begun, sums.active) == (3, 3, 1), "one that should have begun counts, begun or not"
    assert sums.due_soon == 1, "77 days ahead; what is achieved already is not due any more"
    assert sums.last_due == date(2025, 12, 31)


def test_a_link_keeps_known_codes_and_names_the_others() -> None:
    assert adopted(["KEN", "XXX", "KEN", "BGD"], ["BGD", "KEN"], most=8) == (["KEN", "BGD"], ["XXX"])
    assert adopted(["A", "B", "C"], ["A", "B", "C"], most=2) == (["A", "B"], [])


def test_the_nearest_codes_are_found_by_code_and_by_name() -> None:
    names = {"BGD": "Bangladesh", "BGR": "Bulgaria", "KEN": "Kenya"}
    assert nearest("BGX", list(names), names.__getitem__)[0] in {"BGD", "BGR"}
    assert nearest("Kenia", list(names), names.__getitem__) == ("KEN",)
    assert nearest("", list(names), names.__getitem__) == ()


def test_a_code_cannot_leave_its_quotes() -> None:
    sql = indicators.observations_sql("X' or true --", ["A'; drop table t; --"], {})
    assert "'X'' or true --'" in sql
    assert "'A''; drop table t; --'" in sql
    assert reading.literal(value=True) == "true"
    assert reading.literal(date(2026, 6, 30)) == "date '2026-06-30'"


def test_filters_that_are_empty_do_not_filter() -> None:
    sql = monitoring.milestones_sql("primary", areas=[], output_ids=[], statuses=["overdue"])
    assert sql.count(" in (") == 1
    assert "milestone_status.status in ('overdue')" in sql


def test_one_version_of_a_classification_at_a_time() -> None:
    items = pd.DataFrame(
        {
            "code": ["ECO_AGGREGATE_TOTAL", "ECO_AGGREGATE_AGR", "ECO_ISIC4_A", "Age: odd"],
            "label": ["Economic activity (Aggregate): Total", "x: Agriculture", "y: A", "Age: odd"],
            "value_count": [5, 5, 90, 1],
        }
    )
    groups = dimensions.versions(items)
    assert list(groups) == ["ECO_ISIC4", "ECO_AGGREGATE", "Age"]
    assert dimensions.whole(groups["ECO_AGGREGATE"]) == "ECO_AGGREGATE_TOTAL"
    assert dimensions.whole(groups["ECO_ISIC4"]) == "ECO_ISIC4_A"
    assert dimensions.part_note(groups["ECO_AGGREGATE"], "ECO_AGGREGATE_AGR") == ""


def test_a_bare_label_has_no_version() -> None:
    assert dimensions.version("ECO_ISIC4_A") == "ECO_ISIC4"
    assert dimensions.version("Age: 5-17") == ""
    assert dimensions.Chosen("classification", ("Age: 5-17",), ("Age: 5-17",)).line == "Age: 5-17"


def _items(**counts: int) -> pd.DataFrame:
    labels = [f"Age: {name.replace('_', '-').lstrip('a')}" for name in counts]
    return pd.DataFrame({"code": labels, "label": labels, "value_count": list(counts.values())})


def test_without_a_total_the_item_that_spans_the_others_opens_and_says_so() -> None:
    ages = _items(a12_14=600, a15_17=620, a5_11=500, a5_17=600)
    assert dimensions.whole(ages) == "Age: 5-17"
    assert dimensions.part_note(ages, "Age: 5-17") == "no total is named; this item spans the others"
    assert dimensions.part_note(ages, "Age: 12-14") == "a part of 5-17"


def test_without_a_whole_the_item_with_most_figures_opens_and_says_that_no_total_is_known() -> None:
    ages = _items(a12_14=600, a15_17=620)
    assert dimensions.whole(ages) == "Age: 15-17"
    note = dimensions.part_note(ages, "Age: 15-17")
    assert note == "one item only: no total is known"
    chosen = dimensions.Chosen("classification", ("Age: 15-17",), ("Age: 15-17",), note=note)
    assert chosen.line == "Age: 15-17 (one item only: no total is known)"


def test_a_missing_figure_says_what_it_is() -> None:
    rows = pd.DataFrame(
        {
            "value": [1.0, 2.0, None, None, 5.0],
            "observation_status_label": [None, "Break in series", "Not significant", None, None],
            "source_code": ["BA:1", "BA:1", "BA:1", "BA:1", None],
            "source_label": None,
        }
    )
    assert list(dimensions.status_words(rows)) == [
        "Normal", "Break in series", "No value: Not significant", "No value published", "Not given",
    ]  # fmt: skip


@pytest.mark.parametrize(("rows", "height"), [(3, "auto"), (8, "auto"), (9, 360), (500, 360)])
def test_a_table_is_no_higher_than_its_rows(rows: int, height: int | str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int | str] = []
    monkeypatch.setattr(frame.st, "dataframe", lambda *_, **more: drawn.append(more["height"]))
    frame.table(pd.DataFrame({"Area": ["Kenya"] * rows}), alt="areas", height=360)
    assert drawn == [height]


@pytest.mark.parametrize(
    ("difference", "unit", "said"),
    [(2.5, "%", "2.50 percentage points"), (11.02, "% of GDP", "11.0 percentage points"), (0.91, "score 0-10", "0.91")],
)
def test_two_percentages_lie_percentage_points_apart(difference: float, unit: str, said: str) -> None:
    assert words.apart(difference, unit) == said


def test_of_a_part_of_a_dataset_only_what_both_files_hold_is_called_unchanged() -> None:
    whole = history._unchanged(pd.Series({"is_partial_comparison": False, "common_count": 3318}))
    assert whole.startswith("The two vintages hold the same figures")
    part = history._unchanged(pd.Series({"is_partial_comparison": True, "common_count": 3318}))
    assert part == "The 3,318 figures that both files hold are the same in both."
