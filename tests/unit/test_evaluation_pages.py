"""The pages Evidence and Ratings and recommendations: what their tables, lines and sentences say."""

from typing import Any

import duckdb
import pandas as pd
import pytest

from dashboards import evaluation, words
from dashboards.queries import evidence, ratings
from support import made_evaluation


def _read(sql: str) -> pd.DataFrame:
    with duckdb.connect() as connection:
        made_evaluation.add_evaluation(connection, is_sample=True)
        return connection.execute(sql).df()


def test_the_headline_counts_strong_and_bare_questions() -> None:
    rows = _read(evidence.questions_sql(evidence.Filters()))
    assert evaluation.headline(rows) == "1 of 4 questions rests on strong evidence; 1 on none"
    assert evaluation.headline(rows[:2]) == "1 of 2 questions rests on strong evidence"
    assert evaluation.headline(rows[3:]) == "0 of 1 question rests on strong evidence; 1 on none"
    assert evaluation.headline(rows[1:3]) == "0 of 2 questions rest on strong evidence"


def test_the_heading_of_the_matrix_says_how_many_items_count() -> None:
    rows = _read(evidence.matrix_sql(evidence.Filters()))
    assert evaluation.items_headline(rows) == "2 items of evidence, 1 of them counts"
    assert evaluation.items_headline(pd.concat([rows, rows])) == "2 items of evidence, 1 of them counts"
    assert evaluation.items_headline(rows.assign(is_counted=False)) == "2 items of evidence, none of them counts"
    assert evaluation.items_headline(rows[rows["evidence_id"].isna()]) == "no item of evidence"


def test_a_question_says_how_strong_and_which_way() -> None:
    table = evaluation.question_table(_read(evidence.questions_sql(evidence.Filters()))).set_index("ID")
    assert list(table["Evidence"]) == ["● Strong", "◆ Moderate", "▲ Weak", "■ None"]
    assert list(table["Accepted evidence speaks"]) == [
        "for", "for and against", words.MISSING, words.MISSING,
    ]  # fmt: skip
    assert list(table["Tests passed"]) == ["5 of 5", "5 of 5", "1 of 5", "0 of 5"]


def test_the_matrix_tells_what_counts_what_stands_beside_and_what_is_missing() -> None:
    table = evaluation.matrix_table(_read(evidence.matrix_sql(evidence.Filters())))
    assert list(table["About"]) == ["O01 Campaign", "O01 Campaign", "IL10 Informality"]
    assert list(table["Counts"]) == ["yes", "no", words.MISSING]
    assert list(table["Entered by"]) == ["Evaluators", "Units (beside the grade)", words.MISSING]
    assert table["Item"].iloc[2] == "no evidence"
    assert list(table["Indicator (context)"]) == [
        words.MISSING, words.MISSING, "9 of 20 areas achieved or on track; 4 worse",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ({"criteria": ["impact"]}, ["EQ04"]),
        ({"questions": ["EQ01"]}, ["EQ01", "EQ01"]),
        ({"kinds": ["survey"]}, ["EQ01"]),
        ({"sources": ["register"]}, ["EQ01"]),
        ({"reviews": ["weak"]}, []),
    ],
)
def test_filters_leave_what_they_say(filters: dict[str, Any], left: list[str]) -> None:
    assert list(_read(evidence.matrix_sql(evidence.Filters(**filters)))["question_id"]) == left


def test_gaps_are_told_question_by_question() -> None:
    assert evaluation.gap_lines(_read(evidence.gaps_sql(evidence.Filters()))) == [
        "- **EQ03** (Efficiency): All evidence comes from one source\\.",
        "- **EQ04** (Impact): No item of evidence counts\\.",
    ]


def test_a_rating_is_read_without_colour() -> None:
    rows = _read(ratings.RATINGS_SQL)
    assert evaluation.level(rows.iloc[0]) == "▰▰▰▰▰▱ **5 of 6** · Satisfactory"
    assert list(rows["is_draft"]) == [False, False, True]
    draft = rows[rows["is_draft"]].iloc[0]
    assert draft[["rating", "rating_label", "justification"]].isna().all(), "the level of a draft is not told"


def test_recommendations_say_what_became_of_them_the_overdue_first() -> None:
    rows = _read(ratings.RECOMMENDATIONS_SQL)
    assert [evaluation.state(row).text for _, row in rows.iterrows()] == [
        "■ Overdue", "● Done", "✕ Rejected", "▲ No response yet",
    ]  # fmt: skip
    assert evaluation.recommendations_headline(rows) == "4 recommendations: 1 done, 1 overdue, 1 without a response"
    quiet = rows[rows["recommendation_id"] == "R3"]
    assert evaluation.recommendations_headline(quiet) == "1 recommendation: none done, overdue or unanswered"
