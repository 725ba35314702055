"""The gate on a real DuckDB file: a right candidate passes; each planted violation trips exactly the rule it breaks."""

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from expectations.registry import all_rules
from expectations.rules import Facts, Rule, Test, between, has_rows
from expectations.runner import run_gate
from expectations.suites.whole_file import PUBLISHED
from expectations.verdict import blocking
from support.candidate import make_candidate
from warehouse.checks import CheckResult
from warehouse.errors import GateError

FACTS = Facts(date(2026, 6, 30))
SHARE = "dataset_code = 'SHARE_A' and reference_area_code = 'A1' and year = 2025"
# One statement that breaks one rule, and the rules that it must trip: just that one, or with those it cannot spare.
VIOLATIONS: dict[str, str] = {
    "DWSC-STR-001": "update strategy.outputs set phase_count = 0",
    "DWSC-STR-002": "update strategy.outputs set action_area_id = 'AA2'",
    "DWSC-MON-001": "update monitoring.milestone_reports set submitted_date = '2026-07-01'",
    "DWSC-MON-002": "update monitoring.milestone_reports set actual_date = '2024-02-01'",
    "DWSC-MON-011": "update monitoring.milestone_status set report_id = null",
    "DWSC-MON-012": "update monitoring.milestone_status set delay_days = -4000 where reading = 'primary'",
    "DWSC-MON-013": "insert into monitoring.milestone_status select * from monitoring.milestone_status",
    "DWSC-MON-021": "update monitoring.output_progress set due_count = 1; "
    "update monitoring.action_area_progress set due_count = 1",
    "DWSC-MON-022": "update monitoring.output_progress set on_time_rate = 1.5",
    "DWSC-MON-023": "update monitoring.action_area_progress set active_phase_periods = 4",
    "DWSC-MON-031": "update monitoring.resource_absorption set share_of_low = 0.5",
    "DWSC-MON-032": "delete from monitoring.attention where rank = 2",
    "DWSC-IND-001": "update indicators.observation_vintages set value = 'nan' where year = 2025",
    "DWSC-IND-002": f"update indicators.observations set value = 100.1 where {SHARE}",
    "DWSC-IND-003": "update indicators.observations set value = 11 where dataset_code = 'SCORE_A'",
    "DWSC-IND-004": "update indicators.observations set value = -1 where dataset_code = 'RATIO_A'",
    "DWSC-IND-005": "update indicators.observation_vintages set year = 2037 where year = 2025",
    "DWSC-IND-006": "update indicators.observations set value = null where dataset_code <> 'SHARE_A'",
    "DWSC-IND-011": "update indicators.datasets set known_from = '2026-07-01' where dataset_code = 'GAP_A'",
    "DWSC-IND-021": "insert into indicators.datasets select 'GAP_A2', dataset_code, 'b.csv', 37, 37, 37, 0, 0, "
    "false, true, '2026-02-01', true, 1 from indicators.datasets where dataset_code = 'GAP_A'",
    "DWSC-IND-022": "update indicators.datasets set null_value_count = 40 where dataset_code = 'GAP_A'",
    "DWSC-IND-023": "update indicators.datasets set unresolved_label_count = 1 where dataset_code = 'GAP_A'",
    "DWSC-IND-024": "delete from indicators.observations where dataset_code = 'GAP_A' and reference_area_code > 'A11'",
    "DWSC-IND-025": "update indicators.observations set year = 2019 where dataset_code = 'GAP_A'",
    "DWSC-QUA-001": "update quality.freshness set is_stale = true, stale_reason = 'ILOSTAT answered with nothing.'",
    "DWSC-IND-026": "update indicators.label_changes set is_meaning_change = true where new_snapshot_id = 'GAP_A1'",
}


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_candidate(tmp_path_factory.mktemp("gate") / "right.duckdb")


@pytest.fixture
def candidate(right: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(right, tmp_path / "candidate.duckdb"))


def _broken(results: list[CheckResult]) -> dict[str, CheckResult]:
    return {result.check_id: result for result in results if result.outcome != "pass"}


def test_a_right_candidate_passes_every_rule_and_its_file_is_free_afterwards(candidate: Path) -> None:
    results = run_gate(candidate, FACTS, "run-1")
    assert {result.check_id for result in results} == {rule.rule_id for rule in all_rules(FACTS)}
    assert not _broken(results)
    assert all(result.checked_count for result in results)
    with duckdb.connect(str(candidate)) as connection:  # a handle left open in this process would refuse this
        connection.execute("create table free as select 1 as id")


@pytest.mark.fault(15)
@pytest.mark.parametrize("rule_id", VIOLATIONS)
def test_a_planted_violation_trips_exactly_its_rule(candidate: Path, rule_id: str) -> None:
    with duckdb.connect(str(candidate)) as connection:
        connection.execute(VIOLATIONS[rule_id])
    broken = _broken(run_gate(candidate, FACTS, "run-1"))
    spoiled = {"DWSC-IND-001": {"DWSC-ALL-017"}}.get(rule_id, set())  # the table's own rule also refuses such numbers
    assert set(broken) == {rule_id} | spoiled
    result = broken[rule_id]
    assert result.outcome == ("fail" if result.severity == "error" else "warn")
    assert result.failing_count
    assert result.sample_rows not in {None, "[]"}
    assert result.message
    assert bool(blocking([result])) == (result.severity == "error")


def test_every_rule_has_a_planted_violation() -> None:
    has_rows_rules = {rule.rule_id for rule in all_rules(FACTS) if rule.rule_id.startswith("DWSC-ALL")}
    assert set(VIOLATIONS) | has_rows_rules == {rule.rule_id for rule in all_rules(FACTS)}


@pytest.mark.fault(15)
@pytest.mark.parametrize("statement", ["delete from", "drop table"])
def test_an_empty_or_missing_table_blocks_all_that_would_be_said_of_it(candidate: Path, statement: str) -> None:
    with duckdb.connect(str(candidate)) as connection:
        for key in PUBLISHED:
            connection.execute(f"{statement} {key}")
    results = run_gate(candidate, FACTS, "run-1")
    assert len(blocking(results)) == len(results) == len(all_rules(FACTS))


@pytest.mark.fault(15)
def test_a_rule_that_cannot_run_blocks(candidate: Path) -> None:
    rules = [
        _rule("DWSC-TST-001", between("no_such_column", 0, 1)),
        _rule(
            "DWSC-TST-002", Test("UnexpectedRowsExpectation", {"unexpected_rows_query": "select nonsense from {batch}"})
        ),
        _rule("DWSC-TST-003", has_rows()),
    ]
    results = run_gate(candidate, FACTS, "run-1", rules=rules)
    assert [result.outcome for result in results] == ["error", "error", "pass"]
    assert "no_such_column" in str(results[0].message)


@pytest.mark.fault(15)
def test_a_gate_without_rules_or_without_a_candidate_refuses(candidate: Path, tmp_path: Path) -> None:
    with pytest.raises(GateError, match="no rule"):
        run_gate(candidate, FACTS, "run-1", rules=[])
    with pytest.raises(GateError, match="no candidate"):
        run_gate(tmp_path / "nowhere.duckdb", FACTS, "run-1")


def _rule(rule_id: str, test: Test) -> Rule:
    return Rule(rule_id, rule_id.lower().replace("-", "_"), "strategy.phases", "validity", "A rule", "Mend it", test)
