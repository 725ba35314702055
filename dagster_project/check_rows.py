"""dbt's test results in the one shape that all check results have.

Owns: how a dbt test is named, placed and explained in quality.results, and the rows that broke it.
Never: runs a test; judges one.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from dagster_project.check_words import completed
from dagster_project.run_state import RunState
from dagster_project.translator import table_of
from expectations.counting import SAMPLE_ROWS, Connection, as_json, subjects_named
from warehouse.checks import CheckResult

_SEVERITY = {"error": "error", "warn": "warning"}
_OUTCOMES = {"pass", "fail", "warn", "error"}


def from_dbt(
    connection: Connection,
    state: RunState,
    manifest: Mapping[str, Any],
    counts: Mapping[tuple[str, str], int],
    results: Iterable[Any],
) -> list[CheckResult]:
    """One row per dbt test that ran; the rows that broke it are asked of the engine that ran it."""
    tests = [one for one in results if one.node.resource_type == "test" and one.status in _OUTCOMES]
    return completed(_test_row(connection, state, manifest, counts, one) for one in tests)


def _test_row(
    connection: Connection,
    state: RunState,
    manifest: Mapping[str, Any],
    counts: Mapping[tuple[str, str], int],
    one: Any,
) -> CheckResult:
    node, meta = one.node, one.node.config.meta
    table = table_of(manifest, manifest["nodes"][node.unique_id])
    broken = one.status in {"fail", "warn"}
    rule = meta.get("rule") or node.description or node.name
    return CheckResult(
        run_id=state.run_id,
        check_id=node.name,
        check_name=node.name,
        kind="dbt",
        schema_name=table.get("schema"),
        table_name=table.get("alias") or table.get("name"),
        column_name=getattr(node, "column_name", None),
        dimension=meta.get("dimension"),
        severity=_SEVERITY.get(str(node.config.severity).lower(), "error"),
        description=rule,
        remedy=meta.get("remedy"),
        outcome=str(one.status),
        failing_count=one.failures,
        checked_count=counts.get((str(table.get("schema")), str(table.get("alias")))),
        message=_message(one, rule, meta) if one.status != "pass" else None,
        sample_rows=_first_rows(connection, node) if broken else None,
        executed_at=datetime.now(UTC),
        reason=meta.get("reason"),
        failing_subjects=subjects_named(connection, node.compiled_code) if broken and node.compiled_code else None,
    )


def _message(one: Any, rule: str, meta: Mapping[str, Any]) -> str:
    if one.status == "error":
        return f"The test could not run: {one.message}"
    remedy = f" {meta['remedy']}." if meta.get("remedy") else ""
    return f"{rule}: {one.failures:,} exceptions.{remedy}"


def _first_rows(connection: Connection, node: Any) -> str | None:
    if not node.compiled_code:
        return None
    return as_json(connection, f"select * from ({node.compiled_code}) as failing order by all limit {SAMPLE_ROWS}")
