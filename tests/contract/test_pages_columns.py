"""The pages and the published tables agree: every query runs on tables made from nothing but their contracts."""

from collections.abc import Iterator

import duckdb
import pytest
import yaml

from dashboards.queries import catalogue, coverage, guide, indicators, latest, monitoring, reading, release, vintages
from support import made_release
from warehouse.settings import PROJECT_ROOT

_MARTS = PROJECT_ROOT / "dbt_models" / "models" / "marts"


def _contracts() -> dict[str, dict[str, str]]:
    """Columns with their types, by schema.table, as the properties files promise them."""
    tables = {}
    for path in sorted(_MARTS.glob("*/_*.yml")):
        for model in yaml.safe_load(path.read_text()).get("models", []):
            name = model["name"].removeprefix(f"{path.parent.name}__")
            tables[f"{path.parent.name}.{name}"] = {
                column["name"]: column["data_type"] for column in model["columns"]
            }  # fmt: skip
    return tables


@pytest.fixture(scope="module")
def promised() -> Iterator[duckdb.DuckDBPyConnection]:
    """Empty tables with exactly the promised columns."""
    with duckdb.connect() as connection:
        for table, columns in _contracts().items():
            connection.execute(f"create schema if not exists {table.split('.')[0]}")
            connection.execute(f"create table {table} ({', '.join(' '.join(pair) for pair in columns.items())})")
        yield connection


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The SQL of every read, in place of its rows."""
    statements: list[str] = []

    class TakenError(Exception):
        """Ends a read once its SQL is known."""

    def take(_source: reading.Source, sql: str) -> None:
        statements.append(sql)
        raise TakenError

    modules = (catalogue, coverage, indicators, monitoring, release, vintages)
    for module in modules:
        monkeypatch.setattr(module, "rows", take)
    for module in (catalogue, coverage, indicators, latest, monitoring, vintages):
        monkeypatch.setattr(module, "columns", lambda _source, table: frozenset(_contracts().get(table, {})))
    source = reading.Source("", "")
    items = ("sex", "classification_1", "classification_2")
    chosen = {item: ["X"] for item in items}
    reads = [
        lambda: release.release_facts(source),
        lambda: release.check_counts(source),
        lambda: release.licences(source, "register"),
        lambda: monitoring.outputs(source),
        lambda: monitoring.activity(source, "primary"),
        lambda: monitoring.report_count(source),
        lambda: indicators.datasets(source),
        lambda: indicators.dataset_areas(source, "A"),
        lambda: catalogue.entries(source),
        lambda: catalogue.links(source, "A"),
        lambda: catalogue.freshness(source, "A"),
        lambda: vintages.vintages(source, "A"),
        lambda: coverage.datasets(source),
        *(lambda item=item: indicators.dataset_items(source, "A", item) for item in items),
    ]
    for read in reads:
        with pytest.raises(TakenError):
            read()
    return [
        *statements,
        release.CHECKS_SQL,
        latest.latest_sql(source, "A", chosen, 2026),
        release.checks_sql(["a.b"], ["validity"], ["pass"]),
        release.REJECTED_SQL,
        release.INPUTS_SQL,
        monitoring.milestones_sql("primary", areas=["AA1"], output_ids=["O01"], statuses=["overdue"]),
        indicators.figures_sql(source, "A", ["KEN"], chosen, best=True),
        indicators.figures_sql(source, "A", ["KEN"], chosen, best=False),
        indicators.observations_sql("A", ["KEN"], chosen, snapshot_id="S"),
        indicators.left_out_sql("A", ["KEN"], chosen),
        vintages.summary_sql("A"),
        vintages.label_changes_sql("A"),
        vintages.rounding_sql("A", "R", "S"),
        *(vintages.revisions_sql("A", "S", change, ["KEN"]) for change in vintages.CHANGES),
        coverage.cells_sql("A"),
        coverage.cells_sql("A", "X06"),
        coverage.per_year_sql("A"),
        coverage.per_year_sql("A", "X06"),
    ]


def test_every_query_of_the_pages_runs_on_the_promised_columns(
    promised: duckdb.DuckDBPyConnection, asked: list[str]
) -> None:
    assert len(asked) == 38
    for sql in asked:
        promised.execute(sql)


def test_the_page_on_data_asks_for_promised_columns(
    promised: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guide, "columns", lambda _source, table: frozenset(_contracts()[table]))
    source = reading.Source("", "")
    sql = guide.dictionary_sql(source, "it's.a table", "100% it's", examples=True)
    found = [column[0] for column in promised.execute(sql).description or []]
    assert {"unit", "code_list", "source", "example_value", "is_sample"} <= set(found)
    for each in (guide.dictionary_sql(source, "", "", examples=False), guide.tables_sql(has_kind=True)):
        assert "example_value" not in [column[0] for column in promised.execute(each).description or []]
    asked = [column[0] for column in promised.execute(guide.QUERIES_SQL).description or []]
    assert asked == list(guide.examples.EVERY_RELEASE[0])


def test_the_release_made_by_hand_promises_nothing_more(tmp_path_factory: pytest.TempPathFactory) -> None:
    contracts = _contracts()
    database = made_release.make_release(tmp_path_factory.mktemp("made"))
    with duckdb.connect(str(database), read_only=True) as connection:
        made = connection.execute(
            "select table_schema || '.' || table_name, column_name, lower(data_type) from information_schema.columns "
            "where table_catalog = current_catalog()"
        ).fetchall()
    wrong = [row for row in made if contracts.get(row[0], {}).get(row[1]) != row[2]]
    assert made
    assert not wrong


def test_every_downloadable_query_says_whether_its_rows_are_invented() -> None:
    downloads = [
        release.INPUTS_SQL,
        release.CHECKS_SQL,
        monitoring.milestones_sql("primary", areas=[], output_ids=[], statuses=[]),
        indicators.observations_sql("A", ["KEN"], {}),
        vintages.revisions_sql("A", "S", "changed", []),
        coverage.cells_sql("A"),
        coverage.per_year_sql("A"),
    ]
    assert all("is_sample" in sql for sql in downloads)
