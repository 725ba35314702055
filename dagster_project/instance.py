"""Dagster's own home inside ours.

Owns: dagster.yaml (one writer at a time, no telemetry, short memory for sensor ticks) and workspace.yaml.
Never: keeps run history anywhere but in the home.
"""

import atexit
import sqlite3
from typing import Any

import dagster as dg
import sqlalchemy
from dagster._core.storage.event_log.sqlite import sqlite_event_log
from dagster._core.storage.runs.sqlite import sqlite_run_storage

from warehouse import lock
from warehouse.disk import disk_trouble, replace_text
from warehouse.errors import LockedError
from warehouse.settings import Settings, get_settings

_ALIVE = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING]

DAGSTER_YAML = """\
# Written by dwsc; changes made here are undone.
telemetry:
  enabled: false
# What libraries print goes to runs/<run_id>/; Dagster would start four processes per step to keep it too.
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
nux:
  enabled: false
# One step at a time may open the build file, whichever run it belongs to.
concurrency:
  pools:
    granularity: op
    default_limit: 1
  runs:
    max_concurrent_runs: 1
retention:
  schedule:
    purge_after_days: 90
  sensor:
    purge_after_days:
      skipped: 7
      failure: 30
      success: 90
"""

WORKSPACE_YAML = """\
load_from:
  - python_module:
      module_name: dagster_project.definitions
      location_name: dwsc
"""


def prepare(settings: Settings) -> None:
    """Write both files where they are missing or differ."""
    with disk_trouble(settings.dagster_home, "preparing Dagster's folder"):
        for name, content in {"dagster.yaml": DAGSTER_YAML, "workspace.yaml": WORKSPACE_YAML}.items():
            path = settings.dagster_home / name
            if not path.is_file() or path.read_text(encoding="utf-8") != content:
                replace_text(path, content)


def hurry() -> None:
    """Let this process not wait for the disk after each of Dagster's hundreds of small writes.

    The history of runs may be lost in a power cut, and only that: figures and releases do not depend on it.
    Dagster makes a new engine for each of its thousands of statements, which then is compiled anew and opens the file
    anew; here it keeps one engine for each of its files, and the engine its connection.
    """
    sqlalchemy.event.listen(sqlalchemy.Engine, "connect", _do_not_wait)
    for module in (sqlite_event_log, sqlite_run_storage):
        module.create_engine = _engine
    atexit.register(_close)


_engines: dict[str, sqlalchemy.Engine] = {}


class _Kept(sqlalchemy.QueuePool):
    """Connections that outlive `Engine.dispose`, which Dagster calls after every statement."""

    def dispose(self) -> None:
        """Keep them for the next statement."""

    def recreate(self) -> "_Kept":
        """The same pool again."""
        return self

    def close(self) -> None:
        """Close them, so that SQLite folds its journal into the file."""
        super().dispose()


def _engine(address: str, **options: Any) -> sqlalchemy.Engine:
    if address not in _engines:
        _engines[address] = sqlalchemy.create_engine(address, **options | {"poolclass": _Kept})
    return _engines[address]


def _close() -> None:
    for engine in _engines.values():
        if isinstance(engine.pool, _Kept):
            engine.pool.close()


def _do_not_wait(connection: Any, _: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("pragma synchronous = off")


def open_instance(settings: Settings) -> dg.DagsterInstance:
    """Open the instance of this home, whatever DAGSTER_HOME says."""
    prepare(settings)
    return dg.DagsterInstance.from_config(str(settings.dagster_home), "dagster.yaml")


def bury_the_dead(instance: dg.DagsterInstance) -> None:
    """Give back the pool and close the books of runs that were killed, so that no later run waits for them.

    Call it while holding the build lock: then no other run of this home is alive past its first step.
    """
    storage = instance.event_log_storage
    for run_id in storage.get_concurrency_run_ids():
        storage.free_concurrency_slots_for_run(run_id)
    for run in instance.get_runs(dg.RunsFilter(statuses=_ALIVE)):
        instance.report_run_failed(run, "The process of this run was killed.")


def forget_old_runs(instance: dg.DagsterInstance, kept: int) -> None:
    """Remove all but the newest runs from Dagster's history, which otherwise grows by megabytes a run."""
    for run in instance.get_runs()[kept:]:
        instance.delete_run(run.run_id)


def main() -> None:
    """Prepare Dagster's folder for its pages; runs that are dead are closed unless a run is at work now."""
    settings = get_settings()
    prepare(settings)
    try:
        with lock.build_lock(settings, "dwsc dev"), open_instance(settings) as instance:
            bury_the_dead(instance)
    except LockedError:
        return


if __name__ == "__main__":
    main()
