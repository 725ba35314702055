"""For each dbt test there is a change of the sample's tables that trips it, and nothing else that reads these tables.

The changes stand in `support/violations.csv`. Where a change trips more, the list says what, and why it cannot be
spared. What is tripped is asked of the dbt tests as they ran, and of the gate's expectations, straight in DuckDB.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dagster_project.contract_rows import from_contracts
from dagster_project.manifest import manifest
from dagster_project.run_state import RunState
from support.planting import LIST, Build, planted
from warehouse.checks import CheckResult

PLANTED = planted()
# Counts over the same rows, or a rule that sees the same column among others.
MOST_THAT_CANNOT_BE_PARTED = 60


@pytest.fixture(scope="module")
def build(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    made = Build(sample_home, tmp_path_factory.mktemp("planted"))
    yield made
    made.connection.close()


def test_every_dbt_test_has_a_planted_violation_and_each_of_these_is_of_a_test() -> None:
    tests = {node["name"] for node in manifest()["nodes"].values() if node["resource_type"] == "test"}
    assert set(PLANTED) == tests, f"add or remove rows of {LIST.name}"


def test_the_sample_trips_no_test_before_anything_is_planted(build: Build) -> None:
    assert not {check.check_id for check in build.checks if check.check_id in PLANTED and build.before(check)}


@pytest.mark.fault(15)
def test_each_planted_violation_trips_exactly_what_the_list_says(build: Build) -> None:
    wrong = {}
    for check_id, one in PLANTED.items():
        tripped = build.tripped(*one.changes)
        if tripped != {check_id} | one.also:
            wrong[check_id] = sorted(tripped ^ ({check_id} | one.also))
    assert not wrong


def test_what_cannot_be_parted_is_named_with_a_reason() -> None:
    together = {check_id: one for check_id, one in PLANTED.items() if one.also}
    assert all(one.reason for one in together.values())
    assert not [check_id for check_id, one in PLANTED.items() if one.reason and not one.also]
    assert len(together) < MOST_THAT_CANNOT_BE_PARTED


@pytest.mark.parametrize("every_other", [0, 1])
@pytest.mark.parametrize("alteration", ["rename column {column} to other", "drop column {column}", "retype"])
def test_a_changed_column_breaks_exactly_the_contract_of_its_table(
    build: Build, alteration: str, every_other: int
) -> None:
    """A column of every other table is changed: just these tables do not keep their contracts."""
    changed = _first_columns(build)[every_other::2]
    build.connection.execute("begin")
    for schema, table, column, kind in changed:
        retyped = f"alter column {column} type {'double' if kind == 'BIGINT' else 'bigint'} using null"
        done = retyped if alteration == "retype" else alteration.format(column=column)
        build.connection.execute(f"alter table {schema}.{table} {done}")
    broken = {row.check_id for row in _contracts(build) if row.outcome == "fail"}
    build.connection.execute("rollback")
    assert len(changed) > 20
    assert broken == {f"contract.{schema}.{table}" for schema, table, _, _ in changed}


def _first_columns(build: Build) -> list[tuple[str, str, str, str]]:
    """The first column of every published table, with its type."""
    assert not [row.check_id for row in _contracts(build) if row.outcome != "pass"]
    tables = {(str(row.schema_name), str(row.table_name)) for row in _contracts(build)}
    listed = build.connection.execute(
        "select schema_name, table_name, column_name, data_type from duckdb_columns() where column_index = 1"
    ).fetchall()
    found = [one for one in listed if one[:2] in tables]
    assert {one[:2] for one in found} == tables
    return found


def _contracts(build: Build) -> list[CheckResult]:
    run = RunState(
        run_id="run", release_id="r", as_of=date(2026, 6, 30), folder=Path(), fingerprint="f", is_sample=True,
        built_at=datetime.now(UTC), git_commit="", snapshot_count=1, row_count=1, sources=("ilostat",),
    )  # fmt: skip
    return [row for closing in (False, True)
            for row in from_contracts(build.connection, run, manifest(), is_closing=closing)]  # fmt: skip
