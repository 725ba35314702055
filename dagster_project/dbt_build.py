"""dbt inside this process: a build costs about a second of overhead instead of eight in a child process.

Owns: how dbt is called, what it is told, and that every handle on the build file is closed afterwards.
Never: knows of Dagster; decides which models belong to which phase.
"""

import contextlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.manifest import parsed, project_arguments
from dagster_project.run_state import RunState
from warehouse.crash import crash_at
from warehouse.disk import disk_trouble
from warehouse.errors import BuildError, GateError
from warehouse.release.database import STORAGE_VERSION
from warehouse.release.tables import text
from warehouse.settings import Settings, environment

_RESULTS = {"LogModelResult", "LogTestResult", "LogSeedResult", "LogSnapshotResult"}
_SHOWN = 5

OnNode = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Built:
    """What dbt did: its results per node (`RunResult`), and the error that stops the run, if any."""

    results: Sequence[Any]
    error: BuildError | GateError | None


def start_from_nothing(settings: Settings) -> None:
    """Put an empty build file in place of whatever an older or killed run left; all of it is made anew."""
    empty = settings.build_file.with_name(f".{settings.build_file.name}.empty")
    with disk_trouble(settings.home, "starting the build"):
        settings.home.mkdir(parents=True, exist_ok=True)
        empty.unlink(missing_ok=True)
        with duckdb.connect() as connection:
            connection.execute(f"attach {text(str(empty))} as empty (storage_version '{STORAGE_VERSION}')")
        settings.build_file.with_name(settings.build_file.name + ".wal").unlink(missing_ok=True)
        crash_at("log of the old build removed")
        empty.replace(settings.build_file)
        crash_at("build emptied")


def build(
    settings: Settings,
    state: RunState,
    phase: str,
    selection: Sequence[str],
    on_node: OnNode,
    built: Sequence[str] = (),
) -> Built:
    """Build and test the selected nodes into the build file.

    Args:
        settings: the home, and the limits of DuckDB.
        state: what dbt is told of the run.
        phase: names the folder of dbt's artefacts and log under the run's folder.
        selection: arguments such as --select and --exclude.
        on_node: called after each node with its name, its number and the number of nodes.
        built: ILOSTAT snapshots whose rows stand in the build file already; only the others are read.

    Raises:
        BuildError: the project does not compile.
        WarehouseError: the disk is full.
    """
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    folder = state.folder / "dbt" / phase
    variables = state.dbt_variables() | {
        "release_vintages": settings.release_vintages,
        "stale_years": settings.stale_years,
        "built_snapshots": list(built),
    }
    arguments = ["--quiet", "--no-write-json", "build", *project_arguments(settings)]
    arguments += ["--target-path", str(folder / "target"), "--log-path", str(folder), "--log-level-file", "info"]
    arguments += ["--vars", json.dumps(variables)]
    arguments += ["--exclude-resource-type", "unit_test", *selection]
    crash_at("before dbt")
    runner = dbtRunner(manifest=parsed(settings), callbacks=[lambda event: _tell(event, on_node)])
    try:
        with disk_trouble(settings.home, "building the warehouse"), environment(**_profile(settings, folder)):
            answer = runner.invoke(arguments)
    finally:
        DuckDBConnectionManager.close_all_connections()  # else the file stays locked and its last rows unwritten
    crash_at("dbt ended")
    if answer.result is None:
        _refuse_full_disk(settings, str(answer.exception))
        raise BuildError(f"dbt could not start: {answer.exception}\nIts log is {folder / 'dbt.log'}.")
    with disk_trouble(settings.home, "building the warehouse"):
        answer.result.write(str(folder / "run_results.json"))
    results = list(answer.result.results)
    return Built(results, _error(settings, results, folder))


def _profile(settings: Settings, folder: Path) -> dict[str, str]:
    return {
        "DBT_DWSC_BUILD_FILE": str(settings.build_file),
        "DBT_DWSC_MEMORY_LIMIT": settings.memory_limit,
        "DBT_DWSC_THREADS": str(settings.threads),
        "DBT_DWSC_TEMP": str(folder / "spill"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }


def _tell(event: Any, on_node: OnNode) -> None:
    if event.info.name in _RESULTS:
        told = event.data  # dbt calls the same number by two names
        total = told.num_models if event.info.name == "LogTestResult" else told.total
        on_node(told.node_info.node_name, told.index, total)
        crash_at("table made or tested")


def _error(settings: Settings, results: Sequence[Any], folder: Path) -> BuildError | GateError | None:
    broken = [one for one in results if one.status == "error"]
    failed = [one for one in results if one.status == "fail"]
    for one in broken:
        _refuse_full_disk(settings, str(one.message))
    if broken:
        shown = [f"  {one.node.name}: {_plain(one.message)}" for one in broken[:_SHOWN]]
        heading = f"{len(broken)} of the tables or tests could not be built"
        damaged = any(".parquet" in line for line in shown)
        advice = ["A stored snapshot may be damaged: dwsc verify names it."] if damaged else []
        return BuildError("\n".join([f"{heading} (log: {folder / 'dbt.log'}):", *shown, *advice]))
    if failed:
        return GateError(f"{len(failed)} of the tests on the tables failed.")
    return None


def _refuse_full_disk(settings: Settings, message: str) -> None:
    """Raise the usual sentence for a full disk or memory that ran out, of which dbt keeps the text only."""
    kind = duckdb.OutOfMemoryException if "out of memory error" in message.lower() else duckdb.IOException
    with contextlib.suppress(duckdb.IOException), disk_trouble(settings.home, "building the warehouse"):
        raise kind(message)


def _plain(message: str | None) -> str:
    """The message of dbt in one line, without the headline that repeats the name of the model."""
    lines = [line.strip() for line in (message or "no message").splitlines() if line.strip()]
    headline = lines[0].startswith(("Runtime Error in", "Database Error in", "Compilation Error in"))
    return " ".join(lines[1:] if headline and len(lines) > 1 else lines)
