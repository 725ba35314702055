"""One whole run in this process: `python -m dagster_project.run [--as-of DATE] [--full]`, as `dwsc run` starts it.

Owns: standard output (one JSON event a line), the log of the run, the lock, and dying with whoever started it.
Never: computes anything; shows anything to a person (`dwsc run` does).
"""

import argparse
import ctypes
import os
import signal
import sqlite3
import sys
import uuid
from datetime import date
from pathlib import Path

from dagster_project import alerting, progress
from dagster_project.run_state import nothing_to_build
from warehouse import lock
from warehouse.disk import disk_trouble
from warehouse.errors import BuildError, WarehouseError
from warehouse.inputs import agreed_as_of, fingerprint, known_inputs
from warehouse.landing import waiting
from warehouse.release.pointer import standing_release_for
from warehouse.settings import Settings, get_settings
from warehouse.store.exchange import exchange
from warehouse.store.place import require_place

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def main(arguments: list[str] | None = None) -> int:
    """Run the graph; 0 when a release was published or stands unchanged, 1 when the run stopped with a message."""
    options = _options(arguments)
    run_id = str(uuid.uuid4())
    _die_with_parent()
    events = os.fdopen(os.dup(1), "w", encoding="utf-8")
    progress.send_to(events)
    try:
        settings = get_settings()
        lock.acquire(settings, run_id)
    except WarehouseError as error:
        progress.tell("failed", stage="start", message=str(error))
        return 1
    try:
        status = _run(settings, run_id, options)
    except WarehouseError as error:
        progress.tell("failed", stage="start", message=str(error))
        status = 1
    finally:
        lock.release(settings)
    alerting.tell_end(settings, run_id, progress.failures())
    return status


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m dagster_project.run")
    parser.add_argument("--as-of", type=date.fromisoformat)
    parser.add_argument("--full", action="store_true")
    return parser.parse_args(arguments)


def _die_with_parent() -> None:
    """Let the system kill this process when the command that started it is killed, so that the build is free again."""
    if sys.platform == "linux":
        parent = os.getppid()
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            sys.exit(1)


def _redirect_output(settings: Settings, run_id: str) -> None:
    """Send what libraries print to runs/<run_id>/run.log, so that standard output carries events only."""
    log = settings.runs / run_id / "run.log"
    with disk_trouble(settings.runs, "starting the run"):
        log.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o644)
    sys.stdout.flush()
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    progress.tell("run", run_id=run_id, log=log)


def _run(settings: Settings, run_id: str, options: argparse.Namespace) -> int:
    """Answer at once where nothing is to do; else run the graph."""
    require_place(settings)  # without its disk, a home with a thousand snapshots looks empty
    exchange(settings)  # what others put may be all that there is to build, or change what day it is about
    day = agreed_as_of(settings, options.as_of)
    if not waiting(settings.landing):
        if not known_inputs(settings, day):
            raise nothing_to_build(settings, day)
        standing = None if options.full else standing_release_for(settings, fingerprint(settings, day))
        if standing:
            progress.tell("unchanged", release_id=standing.release_id, folder=standing.folder)
            return 0
    _redirect_output(settings, run_id)
    return _execute(settings, run_id, options)


def _execute(settings: Settings, run_id: str, options: argparse.Namespace) -> int:
    """Run the job; the heavy libraries are imported here, once it is clear that there is something to do."""
    progress.tell("stage", name="prepare", state="started")
    from sqlalchemy.exc import SQLAlchemyError

    from dagster_project import graph

    try:
        told = graph.execute(settings, run_id, options.as_of, full=options.full)
    except (sqlite3.Error, SQLAlchemyError, OSError) as error:
        raise BuildError(_history_failed(settings, error)) from error
    if told is not None and not progress.has_failed():
        raise BuildError(f"{told} The log is {_log(settings, run_id)}.")
    return 0 if told is None else 1


def _history_failed(settings: Settings, error: Exception) -> str:
    return (
        f"Dagster could not write its run history in {settings.dagster_home}: {error}. Is the disk full? "
        "Free some space and run again; the last release stands."
    )


def _log(settings: Settings, run_id: str) -> Path:
    return settings.runs / run_id / "run.log"


if __name__ == "__main__":
    sys.exit(main())
