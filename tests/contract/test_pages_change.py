"""The page Change since baseline asks only for what the published contract promises, and has a word for every code."""

from collections.abc import Iterator

import duckdb
import pytest
import yaml

from dashboards import change
from dashboards.queries import change as queries
from dashboards.queries import reading
from support import made_change, made_mandate
from warehouse.settings import PROJECT_ROOT

SOURCE = reading.Source("", "")
_CONTRACT = PROJECT_ROOT / "dbt_models" / "models" / "marts" / "evaluation" / "_change.yml"
_DOCS = (PROJECT_ROOT / "dbt_models" / "models" / "docs" / "change.md").read_text(encoding="utf-8")


@pytest.fixture
def promised(monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema evaluation")
        made_mandate.fill(connection, made_change.TABLE, [])
        monkeypatch.setattr(queries, "rows", lambda _source, sql: connection.execute(sql).df())
        yield connection


@pytest.mark.parametrize("kind", queries.KINDS)
@pytest.mark.parametrize("areas", [[], ["KEN", "it's"]])
def test_every_view_runs_on_the_promised_columns(
    promised: duckdb.DuckDBPyConnection, kind: str, areas: list[str]
) -> None:
    sql = queries.rows_sql("IL10", "total", kind, areas, ["better"] if areas else [])
    found = [column[0] for column in promised.execute(sql).description]
    assert "is_sample" in found
    assert len(found) == len(set(found))


def test_every_choice_runs_on_the_promised_columns(promised: duckdb.DuckDBPyConnection) -> None:
    assert queries.indicators(SOURCE).empty
    assert queries.offered(SOURCE, "IL10").empty
    assert promised.execute(f"select count(*) from {made_change.TABLE}").fetchone() == (0,)


def _accepted(column: str) -> set[str]:
    (model,) = yaml.safe_load(_CONTRACT.read_text(encoding="utf-8"))["models"]
    (found,) = [each for each in model["columns"] if each["name"] == column]
    return set(found["data_tests"][0]["accepted_values"]["arguments"]["values"])


def test_every_code_of_the_contract_has_its_words() -> None:
    reasons = ("reason_no_difference", "reason_no_revision_share", "reason_no_composition_share")
    assert _accepted("change_class") == set(change.CLASSES)
    assert set().union(*(_accepted(name) for name in reasons)) <= set(change.REASONS)
    assert all(code in _DOCS for code in change.REASONS), "a reason that no column tells of"
    shown = {kind for kinds in queries.KINDS.values() for kind in kinds}
    assert _accepted("area_kind") - shown == {"without_value"}
