"""A published table whose columns are not those of its contract fails its check and is named; a right one passes."""

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from dagster_project.contract_rows import from_contracts
from dagster_project.run_state import RunState

DECLARED = {
    "dataset_code": {"name": "dataset_code", "data_type": "varchar"},
    "rows": {"name": "rows", "data_type": "bigint"},
}
MODEL = {"resource_type": "model", "schema": "indicators", "alias": "facts", "tags": [], "columns": DECLARED}
MANIFEST = {
    "nodes": {
        "facts": MODEL,
        "told": MODEL | {"schema": "guide", "alias": "told", "tags": ["closing"]},
        "made": MODEL | {"schema": "intermediate", "alias": "int_made"},
        "seed": MODEL | {"resource_type": "seed"},
    }
}


def _state(folder: Path) -> RunState:
    return RunState(
        run_id="run", release_id="r", as_of=date(2026, 6, 30), folder=folder, fingerprint="f", is_sample=True,
        built_at=datetime.now(UTC), git_commit="", snapshot_count=1, row_count=1, sources=("ilostat",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("table", "outcome", "shown"),
    [
        ("dataset_code varchar, rows bigint", "pass", None),
        ("rows bigint, dataset_code varchar", "pass", None),
        ("dataset_code varchar", "fail", '"column_name": "rows", "declared": "bigint", "found": null'),
        ("dataset_code varchar, rows integer", "fail", '"declared": "bigint", "found": "integer"'),
        ("dataset_code varchar, rows bigint, more text", "fail", '"column_name": "more", "declared": null'),
        (None, "fail", '"column_name": "dataset_code"'),
    ],
)
def test_columns_and_types_are_compared(tmp_path: Path, table: str | None, outcome: str, shown: str | None) -> None:
    with duckdb.connect() as connection:
        connection.execute("create schema indicators")
        if table:
            connection.execute(f"create table indicators.facts ({table})")
        [row] = from_contracts(connection, _state(tmp_path), MANIFEST, is_closing=False)
    assert (row.check_id, row.kind, row.severity) == ("contract.indicators.facts", "contract", "error")
    assert row.outcome == outcome
    assert row.checked_count == 2
    assert (shown or "") in (row.sample_rows or "")
    assert bool(row.message) == (outcome == "fail")
    assert (row.owner, bool(row.reason), bool(row.remedy)) == ("Statistics", True, True)


def test_tables_made_after_the_gate_are_checked_apart(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        [row] = from_contracts(connection, _state(tmp_path), MANIFEST, is_closing=True)
    assert (row.check_id, row.owner) == ("contract.guide.told", "Data engineering")
