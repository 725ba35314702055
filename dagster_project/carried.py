"""Check results that still hold, because nothing that the check reads was made or added to since it was carried out.

Owns: which results of the last build a run takes over, under its own number and with the time of their making, and
how many rows a rule has checked that a run upon the last one shows the new rows only.
Never: takes over a result of a check that reads a changed table or another release; runs a check.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from dagster_project.changes import Plan
from dagster_project.run_state import RunState
from expectations.registry import all_rules
from expectations.rules import Facts, Rule
from warehouse.checks import CheckResult, read_results
from warehouse.settings import Settings

_TABLE = re.compile(r"\b([a-z_]+\.[a-z_]+)\b")


def of_dbt(settings: Settings, state: RunState, plan: Plan, phase: str, skipped: Collection[str]) -> list[CheckResult]:
    """Results of the dbt tests (by name) that this run does not repeat."""
    return [row for row in _before(settings, state, plan, f"dbt_{phase}") if row.check_id in skipped]


def of_expectations(settings: Settings, state: RunState, plan: Plan | None, rules: Sequence[Rule]) -> list[CheckResult]:
    """Results of the rules that read only tables that stand as they were, and that say what they said then.

    A rule that compares with another release, or reads every table, is always asked anew.
    """
    if plan is None or plan.is_full:
        return []
    found = {row.check_id: row for row in _before(settings, state, plan, "expectations")}
    before = {rule.rule_id: rule for rule in all_rules(Facts(_day(settings, plan)))}
    changed = set(plan.tables)
    kept = [rule for rule in rules if rule.may_be_carried and before.get(rule.rule_id) == rule]
    same = [rule for rule in kept if not changed & set(tables_of(rule))]
    return [found[rule.rule_id] for rule in same if rule.rule_id in found]


def with_rows_of_before(
    settings: Settings, state: RunState, plan: Plan | None, rules: Sequence[Rule], found: Sequence[CheckResult]
) -> list[CheckResult]:
    """The results of this run, in which rules that saw the new rows alone count the rows checked before them too.

    What passed in the last build still stands, so without any new row its result is taken over as it is.
    """
    if plan is None or plan.is_full:
        return list(found)
    partial = {rule.rule_id for rule in rules if rule.sees_new_rows_only}
    before = {row.check_id: row for row in _before(settings, state, plan, "expectations") if row.check_id in partial}
    judged = {row.check_id for row in found}
    return [
        *(_added(row, before[row.check_id]) if row.check_id in before else row for row in found),
        *(row for check_id, row in before.items() if check_id not in judged),
    ]


def _added(row: CheckResult, before: CheckResult) -> CheckResult:
    return replace(row, checked_count=(row.checked_count or 0) + (before.checked_count or 0))


def is_kept(settings: Settings, run_id: str) -> bool:
    """Whether the results of a run are still there to be taken over."""
    return all((_checks(settings, run_id) / f"{name}.parquet").is_file() for name in
               ("dbt_tables", "dbt_closing", "expectations"))  # fmt: skip


def _before(settings: Settings, state: RunState, plan: Plan, name: str) -> Iterable[CheckResult]:
    found = read_results(_checks(settings, str(plan.upon)) / f"{name}.parquet")
    return [replace(row, run_id=state.run_id) for row in found]


def _day(settings: Settings, plan: Plan) -> date:
    stored = (settings.runs / str(plan.upon) / "run.json").read_text(encoding="utf-8")
    return date.fromisoformat(re.findall(r'"as_of": "([0-9-]+)"', stored)[0])


def tables_of(rule: Rule) -> list[str]:
    """The tables that a rule reads, as schema.table; other words with a point in them may stand among them."""
    query = " ".join([rule.test.failing_rows, *(str(value) for value in rule.test.arguments.values())])
    return [rule.table_key, *_TABLE.findall(query)]


def _checks(settings: Settings, run_id: str) -> Path:
    return settings.runs / run_id / "checks"
