"""The contracts of published tables as check results: columns and types as declared, in the built file.

Owns: one row per published table that a phase makes.
Never: changes a contract; judges a table that the phase does not make.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import duckdb

from dagster_project.check_words import owner_of
from dagster_project.run_state import RunState
from expectations.counting import SAMPLE_ROWS
from warehouse.checks import CheckResult
from warehouse.release.tables import PUBLISHED_SCHEMAS

Columns = Sequence[tuple[str, str]]


def from_contracts(
    connection: duckdb.DuckDBPyConnection, state: RunState, manifest: Mapping[str, Any], *, is_closing: bool
) -> list[CheckResult]:
    """One row per published table, made after the gate (`is_closing`) or before it."""
    there = _columns(connection)
    models = [node for node in manifest["nodes"].values() if node["schema"] in PUBLISHED_SCHEMAS]
    chosen = [one for one in models if one["resource_type"] == "model" and ("closing" in one["tags"]) == is_closing]
    return [
        _row(state, node, there.get((node["schema"], node["alias"]), ()))
        for node in sorted(chosen, key=lambda node: (node["schema"], node["alias"]))
    ]


def differences(declared: Columns, found: Columns) -> list[dict[str, str | None]]:
    """Columns that are missing, were not declared, or have another type, in the order of their names."""
    wanted, there = dict(declared), dict(found)
    return [
        {"column_name": name, "declared": wanted.get(name), "found": there.get(name)}
        for name in sorted(wanted.keys() | there.keys())
        if wanted.get(name) != there.get(name)
    ]


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], Columns]:
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    rows = connection.execute("select schema_name, table_name, column_name, data_type from duckdb_columns()").fetchall()
    for schema, table, name, data_type in rows:
        found.setdefault((schema, table), []).append((name, data_type.lower()))
    return dict(found)


def _row(state: RunState, node: Mapping[str, Any], found: Columns) -> CheckResult:
    declared = [(column["name"], str(column["data_type"]).lower()) for column in node["columns"].values()]
    schema, table = node["schema"], node["alias"]
    broken = differences(declared, found)
    message = f"{schema}.{table} has not the columns that its contract states: {len(broken)} differ."
    return CheckResult(
        run_id=state.run_id,
        check_id=f"contract.{schema}.{table}",
        check_name=f"{schema}_{table}_keeps_its_contract",
        kind="contract",
        schema_name=schema,
        table_name=table,
        column_name=None,
        dimension="validity",
        severity="error",
        description="The table has the columns and types that its contract states, and no others",
        remedy="Let the columns in the properties file of its folder and the last select of the model agree",
        outcome="fail" if broken else "pass",
        failing_count=len(broken),
        checked_count=len(declared),
        message=message if broken else None,
        sample_rows=json.dumps(broken[:SAMPLE_ROWS]) if broken else None,
        executed_at=datetime.now(UTC),
        owner=owner_of(schema),
        reason="People and scripts outside read the table by these names and types, and break without a word",
    )
