"""The queries of reports and the published tables agree, and each column of a query is explained."""

from pathlib import Path

import duckdb
import pytest

from support.promised_release import contracts
from warehouse.reports.pack import query
from warehouse.reports.pack.query import SQL_FOLDER

QUERIES = sorted(path for path in SQL_FOLDER.rglob("*.sql") if path.parent.name != "snapshots")


@pytest.fixture(scope="module")
def promised() -> duckdb.DuckDBPyConnection:
    """Empty tables with exactly the promised columns."""
    made = duckdb.connect()
    for table, columns in contracts().items():
        made.execute(f"create schema if not exists {table.split('.')[0]}")
        made.execute(f"create table {table} ({', '.join(' '.join(pair) for pair in columns.items())})")
    return made


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_query_runs_on_the_promised_tables(path: Path, promised: duckdb.DuckDBPyConnection) -> None:
    read = query.read_query(path.parent.name, path.stem)
    answer = query.ask(promised, read, 1)
    assert set(answer.tables) <= set(contracts())
    assert read.title
    assert read.key in ("", *read.columns)
    assert (SQL_FOLDER / "snapshots" / f"{read.snapshots}.sql").is_file()
    for column in read.columns.values():
        assert column.meaning != column.heading or not column.is_number, f"{column.name} does not say what it counts"


@pytest.mark.parametrize("path", sorted((SQL_FOLDER / "snapshots").glob("*.sql")), ids=lambda path: path.stem)
def test_a_list_of_snapshots_runs_on_the_promised_tables(path: Path, promised: duckdb.DuckDBPyConnection) -> None:
    names = [column[0] for column in promised.execute(path.read_text()).description]
    assert names[0] == "snapshot_id"
    assert len(names) <= 2
