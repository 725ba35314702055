"""Pages on progress, groups, regions and countries ask only for what the published contracts promise."""

from collections.abc import Iterator

import duckdb
import pandas as pd
import pytest

from dashboards.queries import countries, groups, progress, reading
from support import made_mandate

_SOURCE = reading.Source("", "")
DOWNLOADS = [
    progress.methods_sql("IL10", "KEN", "sex=SEX_F", 2024),
    countries.profile_sql("KEN"),
    countries.region_sql("IL10", "X06"),
    groups.gaps_sql("A", ["KEN"], 2024),
    groups.gaps_sql("A", ["KEN", "BGD"], None),
    groups.regions_sql("A"),
]
READS = [
    progress.points_sql("IL10", "KEN", "total"),
    progress.sheets_sql("A"),
    progress.links_sql("IL10"),
    groups.areas_sql("A"),
]


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


@pytest.mark.parametrize("sql", READS)
def test_a_read_runs_on_the_promised_columns(promised: duckdb.DuckDBPyConnection, sql: str) -> None:
    columns = [column[0] for column in promised.execute(sql).description]
    assert len(columns) == len(set(columns)) > 0


def test_lists_to_choose_from_run_on_the_promised_columns(
    promised: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(_source: reading.Source, sql: str) -> pd.DataFrame:
        return promised.execute(sql).df()

    for module in (progress, countries):
        monkeypatch.setattr(module, "rows", run)
    monkeypatch.setattr(progress, "columns", lambda _source, table: {table})
    items = {"sex": ["SEX_T"], "classification_1": ["X"]}
    for found in (
        progress.offered(_SOURCE, "A"),
        progress.aims(_SOURCE, "A", ["KEN"], items),
        countries.countries(_SOURCE),
    ):
        assert found.empty
        assert len(found.columns) > 4
