"""Check results go to Parquet and come back the same, in the columns that dbt reads."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pandas as pd

from warehouse.checks import CheckResult, read_results, write_results

COLUMNS = [
    *("run_id", "check_id", "check_name", "kind", "schema_name", "table_name", "column_name", "dimension", "severity"),
    *("description", "remedy", "outcome", "failing_count", "checked_count", "message", "sample_rows", "executed_at"),
    *("owner", "reason", "failing_subjects"),
]


def _result(check_id: str, executed_at: datetime, failing: int | None = 0) -> CheckResult:
    return CheckResult(
        run_id="run",
        check_id=check_id,
        check_name="Keys are unique",
        kind="dbt",
        schema_name="indicators",
        table_name="observations",
        column_name=None,
        dimension="uniqueness",
        severity="error",
        description=None,
        remedy=None,
        outcome="pass",
        failing_count=failing,
        checked_count=10,
        message=None,
        sample_rows="[]",
        executed_at=executed_at,
        owner="Statistics",
        reason="A row that stands twice is counted twice",
        failing_subjects="IL01;SDG_0111_SEX_AGE_RT_A",
    )


def test_results_come_back_the_same(tmp_path: Path) -> None:
    rows = [
        _result("a", datetime(2026, 6, 30, 1, 2, 3, 456, UTC)),
        _result("b", datetime(2026, 6, 30, tzinfo=UTC), None),
    ]
    write_results(tmp_path / "checks" / "dbt.parquet", rows)
    assert read_results(tmp_path / "checks" / "dbt.parquet") == rows
    write_results(tmp_path / "checks" / "expectations.parquet", rows[:1])
    assert len(read_results(tmp_path / "checks")) == 3
    assert not list((tmp_path / "checks").glob(".*"))


def test_the_columns_are_those_of_the_contract_even_without_rows(tmp_path: Path) -> None:
    frame = pd.read_parquet(write_results(tmp_path / "none.parquet", []))
    assert list(frame.columns) == COLUMNS
    assert frame.empty
    assert read_results(tmp_path / "none.parquet") == []


def test_times_are_kept_in_utc(tmp_path: Path) -> None:
    there = datetime(2026, 6, 30, 23, 0, tzinfo=timezone(timedelta(hours=-11)))
    write_results(tmp_path / "one.parquet", [_result("a", there)])
    assert read_results(tmp_path / "one.parquet")[0].executed_at == there
    assert pd.read_parquet(tmp_path / "one.parquet")["executed_at"][0] == pd.Timestamp("2026-07-01 10:00")
