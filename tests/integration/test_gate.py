"""The gate on a real DuckDB file: a right candidate passes; each planted violation trips exactly the rule it breaks."""

import re
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from expectations.registry import all_rules
from expectations.rules import Facts, Rule, Test, between, has_rows, no_rows_in_every_table
from expectations.runner import run_gate
from expectations.verdict import blocking
from support.candidate import make_candidate, write_observations
from warehouse.checks import CheckResult
from warehouse.errors import GateError

AS_OF = date(2026, 6, 30)
FACTS = Facts(AS_OF)
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
    "DWSC-IND-003": "update indicators.observations set value = 11 where dataset_code = 'SCORE_A' "
    "and reference_area_code = 'A1'",
    "DWSC-IND-004": "update indicators.observations set value = -1 where dataset_code = 'RATIO_A' "
    "and reference_area_code = 'A1'",
    "DWSC-IND-005": "update indicators.observation_vintages set year = 2037 where year = 2025",
    "DWSC-IND-006": "update indicators.observations set value = null where dataset_code <> 'SHARE_A'",
    "DWSC-IND-011": "update indicators.datasets set known_from = '2026-07-01' where dataset_code = 'GAP_A'",
    "DWSC-IND-021": "insert into staging.stg_landing__snapshots (snapshot_id, is_sample) values ('GAP_A2', true); "
    "insert into indicators.datasets select 'GAP_A2', dataset_code, 'b.csv', 37, 37, 37, 0, 0, "
    "false, true, '2026-02-01', true, 1 from indicators.datasets where dataset_code = 'GAP_A'",
    "DWSC-IND-022": "update indicators.datasets set null_value_count = 40 where dataset_code = 'GAP_A'",
    "DWSC-IND-023": "update indicators.datasets set unresolved_label_count = 1 where dataset_code = 'GAP_A'",
    "DWSC-IND-024": "insert into indicators.observations select * replace ('NEW_A' as dataset_code) "
    "from indicators.observations where dataset_code = 'GAP_A' and reference_area_code < 'A15'",
    "DWSC-IND-025": "insert into indicators.observations select * replace ('NEW_A' as dataset_code, 2019 as year) "
    "from indicators.observations where dataset_code = 'GAP_A'",
    "DWSC-IND-031": "update indicators.regional_aggregates set value = 101 where dataset_code = 'SHARE_A'",
    "DWSC-QUA-001": "update quality.freshness set is_stale = true, stale_reason = 'ILOSTAT answered with nothing.'",
    "DWSC-IND-026": "update indicators.label_changes set is_meaning_change = true where new_snapshot_id = 'GAP_A1'",
    "DWSC-LND-101": "update staging.stg_ilostat__observations set indicator_code = 'OTHER' where row_number = 1",
    "DWSC-LND-102": "update staging.stg_ilostat__observations set time_period = '2024Q1' where row_number = 1",
    "DWSC-LND-201": "delete from staging.stg_ilostat__dictionary_entries where code = 'C1'",
    "DWSC-LND-202": "insert into staging.stg_landing__snapshots select 'd0', source, dataset_code, 5, is_sample, "
    "'old.csv', timestamp '2025-01-01' from staging.stg_landing__snapshots where snapshot_id = 'd1'; "
    "insert into staging.stg_ilostat__dictionary_entries select 'd0', 'C' || no from range(5) as numbers(no)",
    "DWSC-LND-301": "insert into staging.stg_ilostat__areas select * from staging.stg_ilostat__areas",
    "DWSC-LND-302": "update staging.stg_ilostat__areas set data_start_year = 2025",
    "DWSC-LND-401": "update staging.stg_landing__snapshots set row_count = 6 where snapshot_id = 'r1'",
    "DWSC-LND-402": "update staging.stg_register__rows set submitted_date = '2022-12-31' where record = 'money'",
    "DWSC-LND-403": "update staging.stg_register__rows set amount = 50000001 where record = 'money'",
    "DWSC-LND-501": "update staging.stg_landing__snapshots set row_count = 11 where snapshot_id = 's1'",
    "DWSC-LND-502": "update staging.stg_survey__rows set respondent_id = 'P2' where respondent_id = 'P1'",
    "DWSC-LND-503": "update staging.stg_survey__rows set weight = 51 where respondent_id = 'P1'",
    "DWSC-LND-504": "update staging.stg_survey__rows set wave = '2025' where respondent_id = 'P1'",
    "DWSC-LND-601": "update staging.stg_landing__snapshots set row_count = 3 where snapshot_id = 'e1'",
    "DWSC-LND-602": "update staging.stg_evaluation__rows set rated_date = '2026-03-28' where place = 'A1'",
    "DWSC-LND-603": "update staging.stg_evaluation__rows set evidence_date = '2026-03-28' where place = 'A1'",
    "DWSC-EVA-001": "update evaluation.constituent_views set share = 0.7 where constituent_group = 'workers'",
    "DWSC-EVA-002": "update evaluation.constituent_views set population_count = 11 where constituent_group = 'workers'",
    "DWSC-EVA-003": "update evaluation.constituent_views set answer_5_count = 3 where constituent_group = 'workers'",
    "DWSC-EVA-004": "update evaluation.constituent_views set is_suppressed = true where constituent_group = 'workers'",
    "DWSC-EVA-005": "update evaluation.view_divergence set divergence = 1.1",
    "DWSC-EVA-011": "update evaluation.ratings set accepted_evidence_count = 0",
    "DWSC-EVA-021": "update evaluation.impact_estimates set estimate = 0.2",
    "DWSC-EVA-022": "update evaluation.impact_diagnostics set standard_error = -0.1",
    "DWSC-EVA-031": "update evaluation.change_since_baseline set before_coverage = 1.1",
    "DWSC-EVA-032": "update evaluation.change_since_baseline set after_count = 5",
    "DWSC-REL-001": "alter table indicators.regional_aggregates add column composition_effect double default 'inf'",
    "DWSC-REL-002": "update indicators.regional_aggregates set is_sample = false where dataset_code = 'GAP_A'",
    "DWSC-REL-003": "update indicators.regional_aggregates set snapshot_id = 'nowhere' where dataset_code = 'GAP_A'",
    "DWSC-REL-011": "delete from monitoring.output_narratives",
    "DWSC-REL-012": "delete from evaluation.versions where place = 'A1'",
    "DWSC-REL-013": "update evaluation.constituent_views set item_id = 'I2'",
    "DWSC-CMP-001": "update indicators.observations set dataset_code = 'OTHER_A' where dataset_code = 'GAP_A'",
    "DWSC-CMP-002": "delete from indicators.observations where dataset_code = 'GAP_A' and year = 2024",
    "DWSC-CMP-003": "delete from indicators.observations where dataset_code = 'GAP_A' and year = 2024 "
    "and reference_area_code in ('A10', 'A11', 'A12', 'A13', 'A14', 'A15')",
    "DWSC-CMP-004": "delete from indicators.observations where dataset_code = 'GAP_A' and year = 2024; "
    "insert into staging.stg_catalogue__declared_losses values ('GAP_A', 2024, 0, '2026-05-01', 'Unit A', 'withdrawn')",
    "DWSC-CMP-005": "delete from indicators.observations where reference_area_code = 'A0'",
    "DWSC-CMP-006": "delete from indicators.observations where reference_area_code = 'A0' and dataset_code = 'GAP_A'",
    "DWSC-CMP-007": "update indicators.observations set value = 7 where dataset_code = 'GAP_A'",
    "DWSC-CMP-008": "update indicators.observations set snapshot_id = 'GAP_A0', value = value + 0.001 "
    "where dataset_code = 'GAP_A' and reference_area_code < 'A15'",
}
# Which fault of the catalogue a violation is, where it is not simply a check that fails.
FAULTS = {
    **dict.fromkeys(("DWSC-IND-002", "DWSC-IND-003", "DWSC-IND-004", "DWSC-IND-005", "DWSC-IND-031"), 9),
    **dict.fromkeys((f"DWSC-CMP-00{number}" for number in range(1, 7)), 12),
    **dict.fromkeys(("DWSC-CMP-007", "DWSC-CMP-008"), 30),
    "DWSC-IND-001": 8,
    "DWSC-REL-001": 8,
    "DWSC-IND-022": 10,
    "DWSC-IND-023": 10,
    "DWSC-IND-026": 29,
    "DWSC-LND-201": 29,
    "DWSC-LND-202": 29,
    "DWSC-LND-102": 11,
}
# What else such a change trips, and why it cannot be spared.
ALSO = {
    "DWSC-IND-001": {"DWSC-ALL-017", "DWSC-REL-001"},  # the table's own rule, and that on all numbers
}


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_candidate(tmp_path_factory.mktemp("gate") / "right.duckdb")


@pytest.fixture
def candidate(right: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(right, tmp_path / "candidate.duckdb"))


@pytest.fixture(scope="module")
def facts(right: Path) -> Facts:
    """Those of a run after a release that said just what the right candidate says."""
    return Facts(AS_OF, previous=write_observations(right, right.with_name("observations.parquet")))


def _broken(results: list[CheckResult]) -> dict[str, CheckResult]:
    return {result.check_id: result for result in results if result.outcome != "pass"}


def _reading(statement: str, facts: Facts) -> list[Rule]:
    """The rules that read a table which the statement changes; no other can answer otherwise than before."""
    changed = set(re.findall(r"(?:update|into|from|table) ([a-z]+\.[a-z_]+)", statement))
    return [rule for rule in all_rules(facts) if rule.test.columns or changed & _read(rule)]


def _read(rule: Rule) -> set[str]:
    return {rule.table_key, *re.findall(r"[a-z]+\.[a-z_]+", rule.test.failing_rows)}


def test_a_right_candidate_passes_every_rule_and_its_file_is_free_afterwards(candidate: Path, facts: Facts) -> None:
    results = run_gate(candidate, facts, "run-1")
    assert {result.check_id for result in results} == {rule.rule_id for rule in all_rules(FACTS)}
    assert not _broken(results)
    assert all(result.checked_count for result in results)
    with duckdb.connect(str(candidate)) as connection:  # a handle left open in this process would refuse this
        connection.execute("create table free as select 1 as id")


@pytest.mark.parametrize(
    "rule_id", [pytest.param(one, marks=pytest.mark.fault(FAULTS.get(one, 15))) for one in VIOLATIONS]
)
def test_a_planted_violation_trips_exactly_its_rule(candidate: Path, facts: Facts, rule_id: str) -> None:
    with duckdb.connect(str(candidate)) as connection:
        connection.execute(VIOLATIONS[rule_id])
    broken = _broken(run_gate(candidate, facts, "run-1", rules=_reading(VIOLATIONS[rule_id], facts)))
    assert set(broken) == {rule_id} | ALSO.get(rule_id, set())
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
def test_an_empty_or_missing_table_blocks_all_that_would_be_said_of_it(
    candidate: Path, facts: Facts, statement: str
) -> None:
    optional = {rule.table_key for rule in all_rules(facts) if rule.may_have_no_rows}
    with duckdb.connect(str(candidate)) as connection:
        for key in {rule.table_key for rule in all_rules(facts)} - (optional if "delete" in statement else set()):
            connection.execute(f"{statement} {key}")
    asked = [rule for rule in all_rules(facts) if statement == "drop table" or rule.table_key not in optional]
    results = run_gate(candidate, facts, "run-1", rules=asked)
    assert len(blocking(results)) == len(results) == len(asked)


def test_a_table_that_may_have_no_rows_leaves_no_result_while_it_has_none(candidate: Path, facts: Facts) -> None:
    optional = [rule for rule in all_rules(facts) if rule.may_have_no_rows]
    assert len({rule.table_key for rule in optional}) > 5
    with duckdb.connect(str(candidate)) as connection:
        for key in {rule.table_key for rule in optional}:
            connection.execute(f"delete from {key}")
    kept = [rule for rule in all_rules(facts) if rule.table_key == "strategy.outputs"]
    results = run_gate(candidate, facts, "run-1", rules=[*optional, *kept])
    assert {result.check_id for result in results} == {rule.rule_id for rule in kept}


def test_a_rule_on_every_table_that_finds_no_table_is_an_error(candidate: Path) -> None:
    nowhere = no_rows_in_every_table("no_such_column", "select * from {table} where {column} is null")
    (result,) = run_gate(candidate, FACTS, "run-1", rules=[_rule("DWSC-TST-001", nowhere)])
    assert result.outcome == "error"
    assert "no_such_column" in str(result.message)


def test_a_first_release_is_compared_with_nothing_and_says_so(candidate: Path) -> None:
    comparing = [rule for rule in all_rules(FACTS) if rule.compares]
    assert len(comparing) == 8
    assert not [rule for rule in comparing if rule.applies(FACTS)]
    assert {rule.why_not(FACTS) for rule in comparing} == {
        "there is nothing to compare with: there is no earlier release"
    }
    with pytest.raises(GateError, match="no rule"):
        run_gate(candidate, FACTS, "run-1", rules=comparing)


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
