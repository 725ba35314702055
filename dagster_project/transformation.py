"""The two dbt phases: the tables that the gate judges, and those that tell how it judged.

Owns: which dbt nodes belong to which phase, and that each is built once, or again where Spark went away.
Never: holds SQL; calls dbt itself (`dagster_project.engines` does).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

import dagster as dg
from dagster_dbt import dbt_assets

from dagster_project import carried as carried_over
from dagster_project import changes, progress, told_changes, told_events
from dagster_project.changes import Plan
from dagster_project.engines.engine import Built, Engine, close_all, engine_of
from dagster_project.manifest import manifest
from dagster_project.run_state import RunState
from dagster_project.steps import POOL, state_of, step
from dagster_project.translator import Translator
from expectations import verdict
from expectations.registry import all_rules
from expectations.rules import Facts, Rule
from warehouse import build_state
from warehouse.checks import write_results
from warehouse.crash import crash_at
from warehouse.errors import EngineLostError, GateError
from warehouse.settings import Settings

# Everything that reads check results comes after the gate, and so does the guide.
_AFTER_THE_GATE = "tag:closing source:raw.check_results+"
_TRANSLATOR = Translator()
_WAIT = 5  # seconds before a step is tried again


@dataclass(frozen=True)
class Phase:
    """One call of dbt: `name` of the step and of its folder, `stage` as the progress shows it."""

    name: str
    stage: str
    select: str = "fqn:*"
    exclude: str = ""

    def arguments(self) -> list[str]:
        """The selection for dbt's command line, when the whole phase is built."""
        chosen = ["--select", *self.select.split()]
        return chosen + (["--exclude", *self.exclude.split()] if self.exclude else [])


TABLES = Phase("tables", "build", exclude=_AFTER_THE_GATE)
CLOSING = Phase("closing", "describe", select=_AFTER_THE_GATE)


@cache
def tables() -> dg.AssetsDefinition:
    """The dbt assets that the gate judges."""
    return _assets(TABLES)


@cache
def closing() -> dg.AssetsDefinition:
    """The dbt assets made after the gate: quality and guide."""
    return _assets(CLOSING)


def published_keys(assets: dg.AssetsDefinition) -> list[dg.AssetKey]:
    """Keys of the tables of a phase that go into a release."""
    return sorted(key for key in assets.keys if key.path[0] not in {"raw", "staging", "intermediate"})


def _assets(phase: Phase) -> dg.AssetsDefinition:
    @dbt_assets(
        manifest=manifest(),
        name=phase.name,
        select=phase.select,
        exclude=phase.exclude,
        dagster_dbt_translator=_TRANSLATOR,
        pool=POOL,
    )
    def build(context: dg.AssetExecutionContext) -> Iterator[told_events.Event]:
        yield from _run(context, phase)

    return build


def _run(context: dg.AssetExecutionContext, phase: Phase) -> Iterator[told_events.Event]:
    with step(context, phase.stage) as (settings, told):
        state = state_of(context, settings)
        selection = _selection(context, phase)
        try:
            plan = _plan(settings, state, phase, is_whole=selection is None)
            chosen = selection or _changed(context, phase, plan)
            engine = engine_of(settings, state)
            built = _build(context, engine, phase, chosen, plan)
        except EngineLostError as error:
            raise _another_attempt(context, settings, phase, error) from error
        rows, events = list(built.tests), told_events.of_tables(settings, engine, built, _asset_keys(context))
        events += told_events.of_checks(built, _check_keys(context), set(context.selected_asset_check_keys))
        skipped = _skipped_tests(context, plan)
        carried = carried_over.of_dbt(settings, state, plan, phase.name, skipped) if plan and skipped else []
        write_results(state.checks / f"dbt_{phase.name}.parquet", [*rows, *carried])
        crash_at("results of dbt written")
        told |= {"nodes": len(built.results), "tests": len(rows), "carried": len(carried)}
        yield from _unchanged(context, phase, plan)
        yield from events
        if isinstance(built.error, GateError):
            verdict.refuse_if_blocked(rows)
        if built.error:
            raise built.error


def _plan(settings: Settings, state: RunState, phase: Phase, *, is_whole: bool) -> Plan | None:
    """What the run builds; from here on the build file is no longer what its state says."""
    if phase is CLOSING:
        told_changes.tell(settings, state)
        return changes.of_run(state) if is_whole else None
    may_add = is_whole and not state.is_full and engine_of(settings, state).adds_to_what_stands
    before = build_state.load(settings) if may_add else None
    build_state.set_aside(settings, changes.state_before(state))
    if not is_whole:
        return None
    if before and not carried_over.is_kept(settings, before.run_id):
        before = None
    plan = changes.plan(manifest(), before, changes.facts_of(settings, state))
    changes.remember(state, plan)
    if plan.is_full:
        engine_of(settings, state).register_raw()
    return plan


def _changed(context: dg.AssetExecutionContext, phase: Phase, plan: Plan | None) -> list[str]:
    """The selection for dbt's command line; empty where nothing of the phase changed."""
    if plan is None or plan.is_full:
        return phase.arguments()
    mine = (_asset_keys(context).keys() | _check_keys(context).keys()) & set(plan.changed)
    return named(manifest()["nodes"][unique_id] for unique_id in sorted(mine))


def _build(
    context: dg.AssetExecutionContext, engine: Engine, phase: Phase, chosen: list[str], plan: Plan | None
) -> Built:
    if not chosen:
        return Built([], None)
    built = engine.build(phase.name, chosen, _tell_node, plan.built if plan else ())
    if built.error is None:
        engine.export_marts(phase.name, sorted(tuple(key.path) for key in _read_later(context)))
    return built


def _another_attempt(
    context: dg.AssetExecutionContext, settings: Settings, phase: Phase, error: EngineLostError
) -> Exception:
    """Ask Dagster for the step once more; Spark itself has tried each task several times by then.

    The closing phase reads tables that went away with Spark, and those which took their place would have to be judged.
    """
    close_all()
    if phase is CLOSING:
        return EngineLostError(
            f"{error} The tables that it had made are gone with it, and they were judged already, so that the run ends "
            "here. Run it again: dwsc run. The last release stands."
        )
    if context.retry_number + 1 >= settings.spark_attempts:
        return error
    progress.tell("warning", check="spark", message=f"{error} It is tried again.", rows=None)
    return dg.RetryRequested(max_retries=settings.spark_attempts - 1, seconds_to_wait=_WAIT)


def _read_later(context: dg.AssetExecutionContext) -> set[dg.AssetKey]:
    """The tables of this step that a release holds, or that the expectations read."""
    read = {dg.AssetKey(name.split(".")) for rule in _rules() for name in carried_over.tables_of(rule)}
    return (set(published_keys(context.assets_def)) | read) & set(context.selected_asset_keys)


def _skipped_tests(context: dg.AssetExecutionContext, plan: Plan | None) -> set[str]:
    if plan is None or plan.is_full:
        return set()
    return {key.name for unique_id, key in _check_keys(context).items() if unique_id not in plan.changed}


def _unchanged(context: dg.AssetExecutionContext, phase: Phase, plan: Plan | None) -> Iterator[told_events.Event]:
    """Say of each table that later steps wait for that it stands as it was: else they are skipped, even the gate."""
    if plan is None or plan.is_full:
        return
    awaited = set(published_keys(context.assets_def)) | _awaited_later(phase)
    keys = _asset_keys(context)
    parents = {name: node["depends_on"].get("nodes", []) for name, node in manifest()["nodes"].items()}
    for unique_id in TopologicalSorter(parents).static_order():
        key = keys.get(unique_id)
        if key in awaited and key is not None and unique_id not in plan.changed:
            yield dg.MaterializeResult(asset_key=key, metadata={"unchanged since run": str(plan.upon)})


def _awaited_later(phase: Phase) -> set[dg.AssetKey]:
    judged = {dg.AssetKey([rule.schema, rule.table]) for rule in _rules()}
    return judged | {key for keys in closing().asset_deps.values() for key in keys} if phase is TABLES else set()


def _rules() -> list[Rule]:
    return list(all_rules(Facts(datetime.now(UTC).date())))


def _tell_node(name: str, number: int, total: int) -> None:
    progress.tell("node", name=name, number=number, total=total)


def _selection(context: dg.AssetExecutionContext, phase: Phase) -> list[str] | None:
    """Dbt's selection for the assets and checks chosen on Dagster's pages; None when the whole phase is chosen.

    The definition in `context` holds only what was chosen, so it cannot tell a part from the whole.
    """
    whole = tables() if phase is TABLES else closing()
    keys, checks = set(context.selected_asset_keys), set(context.selected_asset_check_keys)
    if keys == set(whole.keys) and checks == set(whole.check_keys):
        return None
    nodes = manifest()["nodes"]
    chosen = [nodes[unique_id] for unique_id, key in _asset_keys(context).items() if key in keys]
    chosen += [nodes[unique_id] for unique_id, key in _check_keys(context).items() if key in checks]
    return named(chosen)


def named(nodes: Iterable[Mapping[str, Any]]) -> list[str]:
    """Dbt's selection of just these nodes, none of their tests beside; empty for none."""
    names = [".".join(node["fqn"]) for node in nodes]
    return ["--indirect-selection", "empty", "--select", *names] if names else []


def _asset_keys(context: dg.AssetExecutionContext) -> dict[str, dg.AssetKey]:
    known = set(context.assets_def.keys)
    keys = {
        unique_id: _TRANSLATOR.get_asset_key(node)
        for unique_id, node in manifest()["nodes"].items()
        if node["resource_type"] in {"model", "seed"}
    }
    return {unique_id: key for unique_id, key in keys.items() if key in known}


def _check_keys(context: dg.AssetExecutionContext) -> dict[str, dg.AssetCheckKey]:
    return {str(spec.metadata["dbt_test"]): spec.key for spec in context.assets_def.check_specs}
