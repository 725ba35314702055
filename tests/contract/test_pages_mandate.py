"""Pages on delivery, money, promises and the framework ask only for what the published contracts promise."""

from collections.abc import Iterator

import duckdb
import pytest

from dashboards.queries import attention, framework, output, promises, reading, resources, slips
from support import made_mandate

DOWNLOADS = [
    resources.areas_sql([]),
    resources.areas_sql(["AA1"]),
    resources.years_sql(["AA1"]),
    resources.entries_sql([], [], []),
    resources.entries_sql(["AA1"], ["rbsa"], ["commitment"]),
    promises.promises_sql("primary"),
    promises.promises_sql("alternative"),
    framework.items_sql([], []),
    framework.items_sql(["AA1"], ["O01"]),
    framework.links_sql([], []),
    framework.links_sql(["O01"], ["explicit"]),
    framework.tensions_sql(["O01"], ["explicit"]),
    framework.trace_sql(),
    framework.trace_sql("A1"),
    framework.orphans_sql(["money"]),
    attention.attention_sql("primary"),
    attention.attention_sql("alternative", "O01"),
    attention.areas_sql("primary"),
    attention.restated_sql(),
    slips.forecasts_sql(["O01"]),
    slips.paths_sql("primary", ["O01"], every=False),
    slips.paths_sql("primary", [], every=True),
    slips.tracks_sql("primary", ["AA1"], ["O01"]),
    output.progress_sql("O01", "primary"),
    output.narratives_sql("O01"),
    output.results_sql("O01"),
    output.evidence_sql("O01"),
    output.changes_sql("O01"),
]
READS = [output.facts_sql("O01"), output.links_sql("O01"), output.blocks_sql("O01")]


@pytest.fixture(scope="module")
def promised() -> Iterator[duckdb.DuckDBPyConnection]:
    """Empty tables with exactly the promised columns."""
    with duckdb.connect() as connection:
        for schema in ("strategy", "monitoring", "indicators", "guide"):
            connection.execute(f"create schema {schema}")
            for table in made_mandate.promised(schema):
                made_mandate.fill(connection, f"{schema}.{table}", [])
        yield connection


@pytest.mark.parametrize("sql", DOWNLOADS)
def test_a_download_runs_on_the_promised_columns_and_says_whether_it_is_invented(
    promised: duckdb.DuckDBPyConnection, sql: str
) -> None:
    columns = [column[0] for column in promised.execute(sql).description]
    assert "is_sample" in columns
    assert len(columns) == len(set(columns))


def test_every_other_read_runs_on_the_promised_columns(
    promised: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "rows", lambda _source, sql: promised.execute(sql).df())
    promised.execute(promises.EVENTS_SQL)
    promised.execute(framework.GOALS_SQL)
    with pytest.raises(IndexError):
        resources.total(reading.Source("", ""))  # the table is empty; the query itself ran
