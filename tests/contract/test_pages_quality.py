"""The page Quality asks only for what the published contracts promise, and has a mark or word for every code."""

from collections.abc import Iterator

import duckdb
import pytest
import yaml

from dashboards import quality
from dashboards.pages import BY_NAME
from dashboards.queries import quality as queries
from dashboards.queries import release
from support.made_mandate import fill, promised
from warehouse.settings import PROJECT_ROOT

_MODELS = PROJECT_ROOT / "dbt_models" / "models"
_TABLES = (
    "checks", "results", "check_reach", "scorecard", "dqa", "check_trend", "freshness", "reconciliation", "known_issues"
)  # fmt: skip
_QUERIES = {
    "behind a page": queries.broken_behind_sql("it's"),
    "one check": queries.check_sql("it's"),
    "reach": queries.reach_sql("it's"),
    "scorecard": queries.SCORECARD_SQL,
    "assessment": queries.DQA_SQL,
    "trend": queries.TREND_SQL,
    "freshness": queries.FRESHNESS_SQL,
    "reconciliation": queries.RECONCILIATION_SQL,
    "issues": queries.ISSUES_SQL,
    "all checks": release.checks_sql(["a.b"], ["validity"], ["it's"], has_owner=True),
}


@pytest.fixture(scope="module")
def tables() -> Iterator[duckdb.DuckDBPyConnection]:
    """Empty tables with exactly the promised columns."""
    with duckdb.connect() as connection:
        for schema in ("quality", "guide", "indicators"):
            connection.execute(f"create schema {schema}")
        for table in _TABLES:
            fill(connection, f"quality.{table}", [])
        fill(connection, "guide.release", [])
        fill(connection, "indicators.indicators", [])
        yield connection


@pytest.mark.parametrize("name", _QUERIES)
def test_every_query_runs_on_the_promised_columns(tables: duckdb.DuckDBPyConnection, name: str) -> None:
    found = [column[0] for column in tables.execute(_QUERIES[name]).description or []]
    assert len(found) == len(set(found))
    assert name in ("behind a page", "reach") or "is_sample" in found, "a download says whether its rows are invented"


def _accepted(table: str, column: str) -> set[str]:
    listed = [yaml.safe_load(path.read_text()) for path in sorted((_MODELS / "marts" / "quality").glob("_*.yml"))]
    models = [model for each in listed for model in each.get("models", [])]
    (model,) = [each for each in models if each["name"].removeprefix("quality__") == table]
    (found,) = [each for each in model["columns"] if each["name"] == column]
    tests = [each["accepted_values"] for each in found["data_tests"] if "accepted_values" in each]
    return set(tests[0]["arguments"]["values"])


def test_every_code_of_the_contracts_has_its_mark_or_word() -> None:
    assert _accepted("freshness", "freshness") == {mark.code for mark in quality.FRESHNESS_MARKS}
    assert _accepted("freshness", "source") == set(quality.SOURCES)
    assert _accepted("dqa", "rating") == {mark.code for mark in quality.RATING_MARKS}
    assert _accepted("dqa", "dqa_dimension") == set(quality.DQA_DIMENSIONS)
    assert _accepted("scorecard", "validity_status") == {mark.code for mark in quality.STATUS_MARKS}
    statuses = {name.removesuffix("_status") for name in promised("quality")["scorecard"] if name.endswith("_status")}
    assert statuses == set(queries.DIMENSIONS) == _accepted("checks", "dimension")


def test_every_page_that_dbt_knows_of_is_a_page() -> None:
    exposures = yaml.safe_load((_MODELS / "exposures.yml").read_text())["exposures"]
    named = {each["name"] for each in exposures if each["type"] == "dashboard"}
    assert {name.removesuffix("_page").replace("_", "-") for name in named} <= set(BY_NAME)
    silent = {"hand-in", "reports", "sql"}  # they show no figure of a release by themselves
    assert set(BY_NAME) - {name.removesuffix("_page").replace("_", "-") for name in named} <= silent
