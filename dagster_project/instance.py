"""Dagster's own home inside ours.

Owns: dagster.yaml: one writer at a time, no telemetry, short memory for sensor ticks.
Never: keeps run history anywhere but in the home.
"""

import sqlite3
from typing import Any

import dagster as dg
import sqlalchemy

from warehouse.disk import disk_trouble, replace_text
from warehouse.settings import Settings, get_settings

DAGSTER_YAML = """\
# Written by dwsc; changes made here are undone.
telemetry:
  enabled: false
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


def prepare(settings: Settings) -> None:
    """Write dagster.yaml where it is missing or differs."""
    path = settings.dagster_home / "dagster.yaml"
    with disk_trouble(settings.dagster_home, "preparing Dagster's folder"):
        if not path.is_file() or path.read_text(encoding="utf-8") != DAGSTER_YAML:
            replace_text(path, DAGSTER_YAML)


def hurry() -> None:
    """Let this process not wait for the disk after each of Dagster's hundreds of small writes.

    The history of runs may be lost in a power cut, and only that: figures and releases do not depend on it.
    """
    sqlalchemy.event.listen(sqlalchemy.Engine, "connect", _do_not_wait)


def _do_not_wait(connection: Any, _: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("pragma synchronous = off")


def open_instance(settings: Settings) -> dg.DagsterInstance:
    """Open the instance of this home, whatever DAGSTER_HOME says."""
    prepare(settings)
    return dg.DagsterInstance.from_config(str(settings.dagster_home), "dagster.yaml")


if __name__ == "__main__":
    prepare(get_settings())
