"""Which tables and tests a run must make, given what the build file holds already.

Owns: how a change of an input spreads over the dbt graph, and the plan of a run that later steps read.
Never: builds anything; compares figures.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dagster_project.run_state import RunState
from warehouse import build_state
from warehouse.build_state import BuildState, InputFacts
from warehouse.disk import replace_text
from warehouse.raw_tables import RAW_TABLES
from warehouse.settings import Settings

_SNAPSHOTS = "stg_landing__snapshots"
_DAY = "macro.dwsc.as_of_date"
_TOLD = re.compile(r"\bvar\(\s*[\"']([a-z_]+)")
_PART_OF_THE_CONTEXT = {"is_sample", "release_vintages", "stale_years", "built_snapshots"}
_KINDS = ("model", "test")


@dataclass(frozen=True)
class Plan:
    """What a run builds: everything, or the nodes in `changed` upon the build of run `upon`.

    `tables` are those made or added to, as schema.table; `built` the snapshots whose rows the build file holds.
    """

    upon: str | None
    changed: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    built: tuple[str, ...] = ()

    @property
    def is_full(self) -> bool:
        """Whether everything is built from nothing."""
        return self.upon is None


def plan(manifest: Mapping[str, Any], before: BuildState | None, facts: InputFacts) -> Plan:
    """Compare the inputs with those of the last build; where its rows may not stay true, everything is built."""
    if before is None or not build_state.can_build_upon(before, facts):
        return Plan(None)
    changed = _spread(manifest, before.facts, facts)
    nodes = manifest["nodes"]
    models = [nodes[name] for name in changed if nodes[name]["resource_type"] == "model"]
    tables = sorted(f"{one['schema']}.{one['alias']}" for one in models)
    built = sorted(before.facts.snapshots.get(build_state.ROWS_OF, {}))
    return Plan(before.run_id, tuple(sorted(changed)), tuple(tables), tuple(built))


def remember(state: RunState, chosen: Plan) -> None:
    """Write the plan down for the later steps of the run."""
    replace_text(state.folder / "plan.json", json.dumps(asdict(chosen)) + "\n")


def of_run(state: RunState) -> Plan | None:
    """The plan of a run; None where its tables were not built as a whole."""
    path = state.folder / "plan.json"
    if not path.is_file():
        return None
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Plan(**{name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()})


def state_before(state: RunState) -> Path:
    """Where the state of the build file is kept while the run changes that file."""
    return state.folder / "built_before.json"


def facts_of(settings: Settings, state: RunState) -> InputFacts:
    """What the tables of this run depend on."""
    return build_state.input_facts(settings, state.inputs.folder, state.as_of.isoformat(), is_sample=state.is_sample)


def _spread(manifest: Mapping[str, Any], before: InputFacts, now: InputFacts) -> set[str]:
    """Every model and test that reads a changed input, directly or through others."""
    sources = {name for name in before.snapshots.keys() | now.snapshots.keys()
               if before.snapshots.get(name) != now.snapshots.get(name)}  # fmt: skip
    nodes = manifest["nodes"]

    @cache
    def is_changed(unique_id: str) -> bool:
        if unique_id.startswith("source."):
            return _source_changed(manifest["sources"][unique_id]["name"], sources, before, now)
        node = nodes.get(unique_id)
        if node is None or node["resource_type"] not in _KINDS:
            return False
        if _reads_the_run(node) or (before.as_of != now.as_of and _reads(manifest, node, _DAY)):
            return True
        read_of = set(node["config"].get("meta", {}).get("snapshots_of", sources))
        return any(
            is_changed(parent)
            for parent in node["depends_on"]["nodes"]
            if not parent.endswith(f".{_SNAPSHOTS}") or read_of & sources
        )

    return {unique_id for unique_id in nodes if is_changed(unique_id)}


def _source_changed(name: str, sources: set[str], before: InputFacts, now: InputFacts) -> bool:
    if name == "snapshots":
        return bool(sources)
    if name in before.snapshots.keys() | now.snapshots.keys() | RAW_TABLES.keys():
        return name in sources
    return before.files.get(name) is None or before.files.get(name) != now.files.get(name)


def _reads_the_run(node: Mapping[str, Any]) -> bool:
    """Whether a model is told of the run itself, its number or time, and so never stays the same."""
    told = set(_TOLD.findall(node.get("raw_code") or ""))
    return node["resource_type"] == "model" and bool(told - _PART_OF_THE_CONTEXT)


def _reads(manifest: Mapping[str, Any], node: Mapping[str, Any], macro: str) -> bool:
    waiting, seen = list(node["depends_on"].get("macros", [])), set()
    while waiting:
        name = waiting.pop()
        if name == macro:
            return True
        if name not in seen and name.startswith("macro.dwsc."):
            seen.add(name)
            waiting += _macros_of(manifest, name)
    return False


def _macros_of(manifest: Mapping[str, Any], name: str) -> Iterable[str]:
    return manifest["macros"].get(name, {}).get("depends_on", {}).get("macros", [])
