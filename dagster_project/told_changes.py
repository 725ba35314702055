"""A run looks back at the release before: once its tables have passed the gate, before it describes them.

Owns: which tables are left out of the comparison, and which stand as they were.
Never: compares rows (`warehouse.released_changes` does); holds SQL.
"""

from collections.abc import Collection
from typing import Any

from dagster_project import changes
from dagster_project.manifest import manifest
from dagster_project.run_state import RunState
from warehouse import build_state
from warehouse.errors import ReleaseError
from warehouse.release.pointer import current
from warehouse.released_changes import write_changes
from warehouse.settings import Settings


def tell(settings: Settings, state: RunState) -> None:
    """Write down what the tables differ in from the current release; see `write_changes`."""
    write_changes(
        settings,
        state.inputs.folder,
        state.as_of,
        left_out=_labels(one for one in _published() if "closing" in one["tags"]),
        unchanged=_unchanged(settings, state),
    )


def _unchanged(settings: Settings, state: RunState) -> Collection[str]:
    """Tables that were not made or added to, where the run builds upon what the current release was made of."""
    plan = changes.of_run(state)
    before = None if plan is None or plan.is_full else build_state.read(changes.state_before(state))
    if plan is None or before is None or before.release_id != _current_id(settings):
        return ()
    return _labels(_published()) - set(plan.tables)


def _current_id(settings: Settings) -> str | None:
    try:
        release = current(settings)
    except ReleaseError:
        return None
    return release.release_id if release else None


def _published() -> list[Any]:
    nodes = manifest()["nodes"].values()
    return [one for one in nodes if one["resource_type"] == "model" and one["fqn"][1] == "marts"]


def _labels(nodes: Any) -> frozenset[str]:
    return frozenset(f"{one['schema']}.{one['alias']}" for one in nodes)
