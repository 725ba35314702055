"""The page of constituents' views asks only for what the published contracts promise."""

import duckdb
import pytest

from dashboards.queries import views
from support import made_mandate


@pytest.mark.parametrize("sql", [views.cells_sql("S", "W", ["impact"]), views.items_sql("S", "W", [])])
def test_a_download_runs_on_the_promised_columns(sql: str) -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema evaluation")
        for table in made_mandate.promised("evaluation"):
            made_mandate.fill(connection, f"evaluation.{table}", [])
        columns = [column[0] for column in connection.execute(sql).description]
    assert "is_sample" in columns
    assert len(columns) == len(set(columns))
