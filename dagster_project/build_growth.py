"""What a release may take over from the one before, and what the next run may build upon.

Owns: which tables only ever gain or lose whole snapshots, and that the state is written once the release stands.
Never: publishes; compares figures.
"""

from dagster_project import changes
from dagster_project.manifest import manifest
from dagster_project.run_state import RunState
from warehouse import build_state
from warehouse.release.reuse import Growth, Published
from warehouse.settings import Settings


def of_run(state: RunState) -> Growth:
    """What publishing may rely on in this run; nothing of an older release unless the build was added to."""
    plan = changes.of_run(state)
    if plan is None:
        return Growth()
    before = None if plan.is_full else build_state.read(changes.state_before(state))
    return Growth(_grown(), before.parts if before else None, before.release_id if before else None)


def remember(settings: Settings, state: RunState, published: Published) -> None:
    """Write down what the build file holds, unless only a part of it was built in this run."""
    if changes.of_run(state) is not None:
        facts = changes.facts_of(settings, state)
        release_id = published.release.release_id
        build_state.save(settings, run_id=state.run_id, release_id=release_id, facts=facts, parts=published.parts)


def _grown() -> frozenset[str]:
    nodes = manifest()["nodes"].values()
    return frozenset(
        f"{one['schema']}.{one['alias']}" for one in nodes if one["config"]["materialized"] == "incremental"
    )
