"""The rules and the verdict of the gate, without Great Expectations: a pass counts only where something was checked."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from expectations import counting, verdict
from expectations.registry import SUITES, all_rules
from expectations.rules import WARNING, Facts, Rule, between, filled, has_rows, no_rows
from expectations.suites.whole_file import PUBLISHED
from expectations.verdict import Answer, TableState
from warehouse.checks import CheckResult
from warehouse.errors import GateError

FACTS = Facts(date(2026, 6, 30))
RULES = all_rules(FACTS)


def _rule(test=None, **fields) -> Rule:
    given = {
        "rule_id": "DWSC-TST-001",
        "name": "a_rule",
        "table_key": "marts.numbers",
        "dimension": "validity",
        "description": "Numbers are right",
        "remedy": "Mend them",
        "test": test or no_rows("select * from {batch} where value > 10"),
    }
    return Rule(**(given | fields))


@pytest.fixture
def candidate(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    with duckdb.connect(str(tmp_path / "c.duckdb")) as connection:
        connection.execute("create schema marts; create table marts.numbers (value double, year integer, none varchar)")
        connection.execute("insert into marts.numbers values (1, 2020, null), (11, 1800, null), (null, 2021, null)")
    return counting.open_read_only(tmp_path / "c.duckdb", "1GB", 1)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule_id)
def test_every_rule_tells_a_person_what_it_is_and_what_to_do(rule: Rule) -> None:
    assert re.fullmatch(r"DWSC-[A-Z]{3}-\d{3}", rule.rule_id)
    assert re.fullmatch(r"[a-z0-9_]+", rule.name)
    schema, _, table = rule.table_key.partition(".")
    assert schema in {"staging", "strategy", "monitoring", "indicators", "evaluation", "quality"}
    assert re.fullmatch(r"[a-z0-9_]+", table)
    assert rule.dimension in {
        "validity", "integrity", "precision", "reliability", "timeliness", "completeness", "uniqueness", "reference"
    }  # fmt: skip
    assert len(rule.description) > 20
    assert len(rule.remedy) > 20
    assert not rule.description.endswith(".")
    assert not rule.remedy.endswith(".")


def test_ids_and_names_do_not_depend_on_the_run() -> None:
    other = all_rules(Facts(date(2001, 1, 1), frozenset()))
    assert [(rule.rule_id, rule.name) for rule in RULES] == [(rule.rule_id, rule.name) for rule in other]


def test_every_table_that_must_have_rows_is_checked_and_a_rule_without_its_source_does_not_apply() -> None:
    assert {rule.table_key for rule in RULES if not rule.may_have_no_rows} >= set(PUBLISHED)
    assert not [rule for rule in RULES if rule.may_have_no_rows and PUBLISHED.get(rule.table_key, "ilostat") is None]
    alone = [rule for rule in RULES if rule.applies(Facts(date(2026, 1, 1), frozenset()))]
    assert alone
    assert not [rule for rule in alone if rule.table_key == "indicators.observations"]


def test_a_suite_without_a_rule_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def rules(facts: Facts) -> tuple[Rule, ...]:
        return ()

    monkeypatch.setattr("expectations.registry.SUITES", (*SUITES, rules))
    with pytest.raises(GateError, match="A suite of the gate has no rule"):
        all_rules(FACTS)


def test_a_rule_that_compares_is_never_carried_and_needs_an_earlier_release() -> None:
    compared = [rule for rule in RULES if rule.compares]
    assert compared
    assert not [rule for rule in RULES if rule.may_be_carried and (rule.compares or rule.test.columns)]
    assert {rule.why_not(FACTS) for rule in compared} == {
        "there is nothing to compare with: there is no earlier release"
    }
    later = Facts(date(2026, 6, 30), previous=Path("a {brace} and 'quote'.parquet"))
    assert all(rule.applies(later) for rule in all_rules(later))
    for rule in [rule for rule in all_rules(later) if rule.compares]:
        assert "read_parquet('a {brace} and ''quote''.parquet')" in rule.test.failing_rows.format(batch="b")


NOTHING_CHECKED = [
    (Answer(True), TableState(exists=False), "not built"),
    (Answer(True), TableState(exists=True, row_count=0), "no rows"),
    (Answer(True), TableState(exists=True, row_count=3, values={"value": 0}), "no value in any row"),
    (None, TableState(exists=True, row_count=3, values={"value": 3}), "no answer"),
    (Answer(False, "list index out of range"), TableState(True, 3, {"value": 3}), "list index out of range"),
]


@pytest.mark.fault(15)
@pytest.mark.parametrize("severity", ["error", WARNING])
@pytest.mark.parametrize(("answer", "state", "words"), NOTHING_CHECKED, ids=lambda value: str(value)[:30])
def test_a_pass_counts_only_where_something_was_checked(answer, state, words, severity) -> None:
    outcome, message = verdict.judge(_rule(column="value", severity=severity), answer, state, None)
    assert outcome == verdict.ERROR
    assert words in message


@pytest.mark.fault(8)
def test_an_infinite_number_fails_what_great_expectations_passes() -> None:
    state = TableState(True, 3, {"value": 3}, {"value": 1})
    for rule in (_rule(column="value"), _rule(has_rows())):
        outcome, message = verdict.judge(rule, Answer(True), state, None)
        assert outcome == verdict.FAIL
        assert "1 in value" in message
    other = TableState(True, 3, {"year": 3}, {"value": 1})
    assert verdict.judge(_rule(column="year"), Answer(True), other, None)[0] == "pass"


def test_severity_decides_between_fail_and_warn() -> None:
    state = TableState(True, 3, {"value": 3})
    assert verdict.judge(_rule(column="value"), Answer(True), state, None) == ("pass", None)
    outcome, message = verdict.judge(_rule(column="value"), Answer(False), state, 1)
    assert outcome == "fail"
    assert message == "Numbers are right: 1 exception in a table of 3 rows. Mend them."
    assert verdict.judge(_rule(column="value", severity=WARNING), Answer(False), state, 1)[0] == "warn"


def _result(outcome: str) -> CheckResult:
    return CheckResult(
        "run", "DWSC-TST-001", "a_rule", "expectation", "marts", "numbers", "value", "validity", "error",
        "Numbers are right", "Mend them", outcome, 1, 3, "1 row is wrong.", '[{"value": 11.0}]',
        datetime(2026, 6, 30, tzinfo=UTC),
    )  # fmt: skip


def test_the_refusal_names_rule_table_rows_and_the_first_of_them() -> None:
    verdict.refuse_if_blocked([_result("pass"), _result("warn")])
    with pytest.raises(GateError) as refusal:
        verdict.refuse_if_blocked([_result("pass"), _result("fail"), _result("error")])
    text = str(refusal.value)
    assert text.startswith("2 of 3 checks stop this release:")
    assert "DWSC-TST-001 on marts.numbers: 1 row is wrong." in text
    assert '[{"value": 11.0}]' in text


@pytest.mark.fault(15)
def test_a_gate_that_checked_nothing_refuses() -> None:
    with pytest.raises(GateError, match="checked nothing"):
        verdict.refuse_if_blocked([])


def test_rows_that_break_a_rule_are_counted_and_shown(candidate: duckdb.DuckDBPyConnection) -> None:
    assert counting.failing_rows(candidate, _rule()) == (1, '[{"value": 11.0, "year": 1800}]')
    assert counting.failing_rows(candidate, _rule(between("year", 1900, 2100)))[0] == 1
    assert counting.failing_rows(candidate, _rule(filled("value", 0.9)))[0] == 1
    assert counting.failing_rows(candidate, _rule(has_rows())) == (None, None)


def test_a_table_is_counted(candidate: duckdb.DuckDBPyConnection) -> None:
    state = counting.table_state(candidate, "marts", "numbers", ["value", "none", "value", "unknown"])
    assert state == TableState(True, 3, {"value": 2, "none": 0}, {"value": 0})
    assert not counting.table_state(candidate, "marts", "nowhere", []).exists


def test_numbers_that_are_not_finite_are_counted(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "n.duckdb")) as connection:
        connection.execute("create schema marts; create table marts.numbers (value double)")
        connection.execute("insert into marts.numbers values (1), ('inf'), ('nan'), (null)")
        assert counting.table_state(connection, "marts", "numbers", []).non_finite == {"value": 2}
