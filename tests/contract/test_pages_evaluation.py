"""The pages Evidence and Ratings ask only for what the published contracts promise, and know every word of it."""

from collections.abc import Iterator

import duckdb
import pytest

from dashboards import evaluation
from dashboards.queries import evidence, ratings
from support import made_mandate
from warehouse.sources.evaluation import words

FILTERS = evidence.Filters(["impact"], ["EQ'1"], ["survey"], ["weak"], ["register"])
READS = [
    *(
        sql(chosen)
        for sql in (evidence.questions_sql, evidence.gaps_sql, evidence.matrix_sql)
        for chosen in (FILTERS, evidence.Filters())
    ),
    *(ratings.RATINGS_SQL, ratings.FINDINGS_SQL, ratings.RECOMMENDATIONS_SQL),
]


@pytest.fixture(scope="module")
def promised() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema evaluation")
        for table in made_mandate.promised("evaluation"):
            made_mandate.fill(connection, f"evaluation.{table}", [])
        yield connection


@pytest.mark.parametrize("sql", READS)
def test_a_read_runs_on_the_promised_columns_and_says_whether_it_is_invented(
    promised: duckdb.DuckDBPyConnection, sql: str
) -> None:
    columns = [column[0] for column in promised.execute(sql).description]
    assert "is_sample" in columns
    assert len(columns) == len(set(columns))


def test_every_word_of_the_workbook_has_its_word_on_the_pages() -> None:
    assert tuple(words.CRITERIA) == evidence.CRITERIA
    assert set(evaluation.DIRECTIONS) == set(words.DIRECTIONS)
    assert max(words.RATINGS) == evaluation.TOP
    states = {each.code for each in evaluation.STATE_MARKS}
    assert states == {*words.ACTION_STATES, "rejected", "none", "overdue"}
    assert [each.code for each in evaluation.GRADE_MARKS] == ["none", "weak", "moderate", "strong"]
