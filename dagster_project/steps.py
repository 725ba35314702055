"""What every step of a run does first and last: hold the build, know its run, fail in words.

Owns: the pool, the lock of UI-launched runs, and the form in which a step fails.
Never: does the work of a step.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

import dagster as dg

from dagster_project import progress, run_state
from dagster_project.engines.engine import close_all
from dagster_project.run_state import RunState
from warehouse import lock
from warehouse.errors import WarehouseError
from warehouse.settings import Settings, get_settings

# One at a time for everything that opens the build file (dagster.yaml sets the limit of one).
POOL = "duckdb_write"

StepContext = dg.AssetExecutionContext | dg.AssetCheckExecutionContext


@contextlib.contextmanager
def step(context: StepContext, stage: str, **facts: Any) -> Iterator[tuple[Settings, dict[str, Any]]]:
    """Hold the build for this run and tell how the step goes; yields the settings and what to tell at the end.

    The lock is taken by whichever step comes first and is free again when the process ends. A step that fails is the
    last one that needs the engine of the run.

    Raises:
        dagster.Failure: the step's own error, in its own words and without a traceback of ours.
    """
    settings = get_settings()
    try:
        with progress.stage(stage, **facts) as told:
            lock.acquire(settings, context.run.run_id)
            yield settings, told
    except WarehouseError as error:
        close_all()  # no later step needs it, and a run that Dagster's pages started has no end of its own that would
        raise dg.Failure(description=str(error), allow_retries=False) from error


def state_of(context: StepContext, settings: Settings) -> RunState:
    """The state of the run that this step belongs to."""
    return run_state.of_run(settings, context.run.run_id)
