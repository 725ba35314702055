"""The gate: expectations on the candidate as blocking checks, and all check results of the run as one asset.

Owns: the asset checks of the expectations, and the asset raw/check_results.
Never: states a rule (`expectations.suites` does); lets a run pass in which nothing was checked.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg

from dagster_project import carried, changes, contract_rows, door_rows, progress, transformation
from dagster_project.check_words import completed
from dagster_project.manifest import manifest
from dagster_project.run_state import RunState
from dagster_project.steps import POOL, state_of, step
from dagster_project.told_events import check_event
from dagster_project.translator import owners_of
from expectations import counting, verdict
from expectations.previous import observations_before
from expectations.registry import all_rules
from expectations.rules import Facts, Rule
from expectations.runner import run_gate
from warehouse.checks import CheckResult, read_results, write_results
from warehouse.errors import GateError
from warehouse.inputs import known_rejections
from warehouse.settings import Settings

RESULTS = dg.AssetKey(["raw", "check_results"])


@dg.definitions
def gate() -> dg.Definitions:
    """Define the checks and the asset of their results."""
    return dg.Definitions(assets=[_results_asset()], asset_checks=[_checks()])


def _checks() -> dg.AssetChecksDefinition:
    rules = {_key(rule): rule for rule in all_rules(Facts(datetime.now(UTC).date()))}

    @dg.multi_asset_check(name="gate", specs=[_spec(rule) for rule in rules.values()], can_subset=True, pool=POOL)
    def expectations(context: dg.AssetCheckExecutionContext) -> Iterator[dg.AssetCheckResult]:
        """Let Great Expectations check the candidate; every result is kept as a row, whatever it says."""
        with step(context, "check") as (settings, told):
            state = state_of(context, settings)
            before, why_not = observations_before(settings, state.as_of, is_sample=state.is_sample)
            facts = Facts(state.as_of, frozenset(state.sources), before, why_not)
            asked = [rule for rule in all_rules(facts) if rule.applies(facts)]
            plan = changes.of_run(state)
            kept = {row.check_id: row for row in carried.of_expectations(settings, state, plan, asked)}
            open_rules = [rule for rule in asked if rule.rule_id not in kept]
            found = carried.with_rows_of_before(
                settings, state, plan, open_rules, _ask(settings, facts, state, open_rules, any_kept=bool(kept))
            )
            write_results(state.checks / "expectations.parquet", completed([*found, *kept.values()]))
            told |= {"checks": len(found), "carried": len(kept), "stopping": len(verdict.blocking(found))}
            by_id = {row.check_id: row for row in found}
            for key in sorted(context.selected_asset_check_keys):
                row = by_id.get(rules[key].rule_id)
                if row is None and rules[key].rule_id in kept:
                    continue
                yield check_event(key, row) if row else _not_applicable(key, rules[key], facts)
            verdict.refuse_if_blocked([*found, *kept.values()])

    return expectations


def _ask(settings: Settings, facts: Facts, state: RunState, rules: list[Rule], *, any_kept: bool) -> list[CheckResult]:
    """Let Great Expectations judge the rules; it is not even imported where all of them still hold."""
    if not rules and any_kept:
        return []
    return run_gate(
        settings.build_file,
        facts,
        state.run_id,
        memory_limit=settings.memory_limit,
        threads=settings.threads,
        rules=rules,
    )


def _results_asset() -> dg.AssetsDefinition:
    @dg.asset(
        key=RESULTS,
        deps=transformation.published_keys(transformation.tables()),
        group_name="raw",
        owners=owners_of("raw"),
        kinds={"python", "parquet"},
        tags={"layer": "source", "personal_data": "none"},
        description="Results of every check of this run: dbt tests, expectations, landing; one row per check.",
        pool=POOL,
    )
    def check_results(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        """Bring the results of the run together; nothing goes on unless something was checked and nothing blocks."""
        with step(context, "judge") as (settings, told):
            state = state_of(context, settings)
            door = door_rows.from_landing(settings, state, known_rejections(settings, state.as_of))
            write_results(state.checks / "landing.parquet", door)
            with counting.open_read_only(settings.build_file, settings.memory_limit, settings.threads) as connection:
                contracts = contract_rows.from_contracts(connection, state, manifest(), is_closing=False)
            write_results(state.checks / "contracts.parquet", contracts)
            found = read_results(state.checks)
            _refuse_without_expectations(found)
            verdict.refuse_if_blocked(found)
            warned = [row for row in found if row.outcome == verdict.WARN]
            to_tell = [row for row in warned if _is_told(row)]
            counts = {"pass": sum(row.outcome == verdict.PASS for row in found), "warn": len(warned)}
            told |= {"passed": counts["pass"], "warned": counts["warn"], "door": len(warned) - len(to_tell)}
            for row in to_tell:
                progress.tell("warning", check=row.check_id, message=row.message, rows=row.sample_rows)
            return dg.MaterializeResult(metadata={"dagster/row_count": len(found), **counts})

    return check_results


def _refuse_without_expectations(found: list[CheckResult]) -> None:
    """Stop where the step of the expectations was skipped: Dagster goes on without it, and would publish unchecked."""
    if not any(row.kind == "expectation" for row in found):
        raise GateError(
            "The expectations were not checked in this run, so nothing is published. Run dwsc run --full; "
            "if they are skipped again, look in the log of the run for the step called gate."
        )


def _is_told(row: CheckResult) -> bool:
    """Whether a warning is told: each file that was refused once, and not once more for each rule that it broke."""
    return row.kind != "landing" or row.check_id == door_rows.EVERY_FILE


def _key(rule: Rule) -> dg.AssetCheckKey:
    return dg.AssetCheckKey(dg.AssetKey([rule.schema, rule.table]), rule.name)


def _spec(rule: Rule) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        rule.name,
        asset=dg.AssetKey([rule.schema, rule.table]),
        description=f"{rule.rule_id}: {rule.description}",
        blocking=rule.blocks,
        metadata={"rule": rule.rule_id, "dimension": rule.dimension, "remedy": rule.remedy},
    )


def _not_applicable(key: dg.AssetCheckKey, rule: Rule, facts: Facts) -> dg.AssetCheckResult:
    """Neither passed nor broken: it leaves no row among the results, and says why."""
    why = rule.why_not(facts) or f"{rule.table_key} has no rows, and may have none"
    return dg.AssetCheckResult(
        asset_key=key.asset_key,
        check_name=key.name,
        passed=True,
        description=f"Does not apply: {why}.",
    )
