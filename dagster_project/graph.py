"""The whole graph, executed in this process.

Owns: how the job is started and how its end is read.
Never: is imported before it is clear that there is something to do (it imports Dagster and dbt).
"""

from datetime import date
from pathlib import Path
from typing import Any

import dagster as dg

from dagster_project import progress, run_state
from dagster_project.engines.engine import close_all
from dagster_project.instance import bury_the_dead, forget_old_runs, hurry, open_instance
from dagster_project.run_ends import COMMAND, STARTED_BY
from warehouse.settings import Settings

JOB = "build_and_publish"


def definitions() -> dg.Definitions:
    """Every definition under defs/."""
    return dg.load_from_defs_folder(path_within_project=Path(__file__).parent)


def execute(settings: Settings, run_id: str, as_of: date | None, *, full: bool) -> str | None:
    """Run everything; return None when all went well, else what Dagster says of the first step that failed."""
    with progress.stage("prepare"):
        hurry()
        job = definitions().resolve_job_def(JOB)
        instance = open_instance(settings)
        bury_the_dead(instance)
    config: dict[str, Any] = {
        "ops": {"land": {"config": {"full": full} | ({"as_of": as_of.isoformat()} if as_of else {})}},
        "loggers": {"console": {"config": {"log_level": "INFO"}}},
    }
    try:
        result = job.execute_in_process(
            run_config=config, instance=instance, run_id=run_id, raise_on_error=False, tags={STARTED_BY: COMMAND}
        )
    finally:
        close_all()
    forget_old_runs(instance, run_state.KEPT_RUNS)
    run_state.forget_old_runs(settings)
    return None if result.success else _first_failure(result)


def _first_failure(result: dg.ExecuteInProcessResult) -> str:
    for event in result.all_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            cause = (error.cause or error) if error else None
            words = cause.message.strip().splitlines()[0] if cause else str(event.message)
            return f"Step {event.step_key} stopped: {words}."
    return "The run stopped before its first step."
