"""The queries of reports and the published tables agree, and each column of a query is explained."""

import re
from pathlib import Path

import duckdb
import pytest
import yaml

from support.promised_release import contracts
from warehouse.reports.pack import query
from warehouse.reports.pack.query import SQL_FOLDER
from warehouse.reports.pack.written import TEXT_FOLDER
from warehouse.settings import PROJECT_ROOT

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


@pytest.mark.parametrize("kind", ["progress", "evaluation"])
def test_the_exposure_of_a_report_names_the_tables_that_it_reads(
    kind: str, promised: duckdb.DuckDBPyConnection
) -> None:
    texts = "".join(path.read_text() for path in (TEXT_FOLDER / kind).iterdir())
    asked = set(re.findall(r"(?:rows|(?<!_)table)\('(\w+)'|chart\('\w+', '(\w+)'", texts))
    names = {name for pair in asked for name in pair if name}
    tables = {table for name in names for table in query.ask(promised, query.read_query(kind, name), 1).tables}
    exposures = yaml.safe_load((PROJECT_ROOT / "dbt_models" / "models" / "exposures.yml").read_text())["exposures"]
    (told,) = [one for one in exposures if one["name"] == f"{kind}_report"]
    references = {re.sub(r"ref\('(?:\w+__)?(\w+)'\)", r"\1", each) for each in told["depends_on"]}
    assert references == {table.partition(".")[2] for table in tables}
    assert {path.stem for path in (SQL_FOLDER / kind).glob("*.sql")} <= names, "a query that no text asks for"
