"""The page Impact asks only for what the published contracts promise, and knows every word that they may hold."""

from collections.abc import Iterator

import duckdb
import pytest

from dashboards import impact as wording
from dashboards.queries import impact
from support import impact_panels, made_mandate
from warehouse.impact import before, checks, claims, designs
from warehouse.impact.assessment import assess

READS = [
    impact.DESIGNS_SQL,
    impact.estimates_sql("D'1", 1),
    impact.gate_sql("D1", 1),
    impact.diagnostics_sql("D1", 1, ("group_mean", "fitted_line")),
    impact.values_sql("D1", 1),
    impact.values_sql("D1", 1, 2022),
]


@pytest.fixture(scope="module")
def promised() -> Iterator[duckdb.DuckDBPyConnection]:
    """Empty tables with exactly the promised columns."""
    with duckdb.connect() as connection:
        for schema in ("indicators", "evaluation"):
            connection.execute(f"create schema {schema}")
            for table in made_mandate.promised(schema):
                made_mandate.fill(connection, f"{schema}.{table}", [])
        yield connection


@pytest.mark.parametrize("sql", READS)
def test_a_read_runs_on_the_promised_columns_and_says_whether_it_is_invented(
    promised: duckdb.DuckDBPyConnection, sql: str
) -> None:
    columns = [column[0] for column in promised.execute(sql).description]
    assert "is_sample" in columns
    assert len(columns) == len(set(columns))
    assert promised.execute(impact.AREAS_SQL).fetchall() == []


def test_every_rule_verdict_and_method_has_its_words() -> None:
    plan = impact_panels.plan([(2018, 3)], 17, (2010, 2020))
    found = assess(plan, impact_panels.values(plan, impact_panels.calm_outcome(plan)))
    assert [answer.rule_id for answer in found.gate.answers if answer.rule_id not in wording.RULES] == []
    assert len(wording.RULES) == len(found.gate.answers)
    assert set(wording.METHODS) == set(designs.METHODS)
    assert {mark.code for mark in wording.RULE_MARKS} == {"met", "noted", "not_met", "not_applicable"}
    assert {mark.code for mark in wording.VERDICT_MARKS} == {"passed", "refused"}


def test_the_page_asks_for_every_diagnostic_that_there_is() -> None:
    """A new kind of diagnostic must be shown, or said to be left out, here."""
    shown = {"group_mean", "fitted_line", "event_time", "leave_one_out", "placebo_in_time", "placebo_in_space",
             "two_way_fixed_effects", "drift_before"}  # fmt: skip
    known = {checks.GROUP_MEAN, checks.FITTED, checks.EVENT_TIME, checks.LEAVE_ONE_OUT, checks.PLACEBO_IN_TIME,
             checks.PLACEBO_IN_SPACE, checks.TWO_WAY, checks.DRIFT}  # fmt: skip
    assert shown == known


def test_the_default_words_are_those_of_the_strategy() -> None:
    assert all(words.startswith("Contribution, not attribution") for name, words in claims.WORDS.items()
               if name != claims.EFFECT)  # fmt: skip
    assert before.cannot_be_told("x").assignments is None
