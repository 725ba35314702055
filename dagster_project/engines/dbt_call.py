"""dbt inside this process: a build costs about a second of overhead instead of eight in a child process.

Owns: how dbt is called for either engine, what it is told, and what its answer means.
Never: knows of Dagster; decides which models belong to which phase.
"""

import contextlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dagster_project import check_rows
from dagster_project.engines.engine import Built, OnNode, TableName
from dagster_project.manifest import manifest, parsed, project_arguments
from dagster_project.run_state import RunState
from expectations.counting import Connection
from warehouse.crash import crash_at
from warehouse.disk import disk_trouble
from warehouse.errors import BuildError, GateError
from warehouse.settings import Settings, environment

_RESULTS = {"LogModelResult", "LogTestResult", "LogSeedResult", "LogSnapshotResult"}
_SHOWN = 5

Error = BuildError | GateError | None


@dataclass(frozen=True)
class Call:
    """One call of dbt: whose, in which folder of the run, and the variables that profiles.yml reads."""

    settings: Settings
    state: RunState
    phase: str
    profile: Mapping[str, str]
    target: str = "duckdb"

    @property
    def folder(self) -> Path:
        """Where the artefacts and the log of this call lie."""
        return self.state.folder / "dbt" / self.phase

    @property
    def variables(self) -> dict[str, Any]:
        """What dbt is told by --vars, whatever the engine."""
        return self.state.dbt_variables() | {
            "release_vintages": self.settings.release_vintages,
            "stale_years": self.settings.stale_years,
        }

    @property
    def environment(self) -> dict[str, str]:
        """The variables that profiles.yml reads."""
        return {
            "DBT_DWSC_TEMP": str(self.folder / "spill"),
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
            **self.profile,
        }


def build(call: Call, selection: Sequence[str], on_node: OnNode, told: Mapping[str, Any]) -> tuple[list[Any], Error]:
    """Build and test the selected nodes; return dbt's results, and the error that stops the run, if any.

    Raises:
        BuildError: the project does not compile.
        WarehouseError: the disk is full.
    """
    # With another level dbt words each of its thousands of remarks for a screen that nobody sees.
    arguments = ["--log-level", "none", "--no-write-json", "build", *_places(call), "--log-level-file", "info"]
    arguments += ["--vars", json.dumps(call.variables | dict(told))]
    arguments += ["--exclude-resource-type", "unit_test", *selection]
    crash_at("before dbt")
    answer = _invoke(call, arguments, on_node)
    if answer.result is None:
        _refuse_full_disk(call.settings, str(answer.exception), call.target)
        raise BuildError(f"dbt could not start: {answer.exception}\nIts log is {call.folder / 'dbt.log'}.")
    with disk_trouble(call.settings.home, "building the warehouse"):
        answer.result.write(str(call.folder / "run_results.json"))
    results = list(answer.result.results)
    return results, error_of(call.settings, results, call.folder, call.target)


def operation(call: Call, macro: str) -> None:
    """Run one macro.

    Raises:
        BuildError: it failed; the message is dbt's.
    """
    arguments = ["--quiet", "--no-write-json", "run-operation", macro, *_places(call)]
    answer = _invoke(call, [*arguments, "--vars", json.dumps(call.variables)], lambda *_: None)
    if not answer.success:
        raise BuildError(f"{macro} failed: {answer.exception or _first_message(answer.result)}")


def built(
    connection: Connection, state: RunState, results: Sequence[Any], error: Error, counts: Mapping[TableName, int]
) -> Built:
    """What the engine answers: dbt's results, and the rows behind those of tests, asked of the engine itself."""
    return Built(results, error, check_rows.from_dbt(connection, state, manifest(), counts, results), counts)


def error_of(settings: Settings, results: Sequence[Any], folder: Path, target: str = "duckdb") -> Error:
    """The error that dbt's results amount to: tables that could not be built come before tests that failed."""
    broken = [one for one in results if one.status == "error"]
    failed = [one for one in results if one.status == "fail"]
    for one in broken:
        _refuse_full_disk(settings, str(one.message), target)
    if broken:
        shown = [f"  {one.node.name}: {_plain(one.message)}" for one in broken[:_SHOWN]]
        heading = f"{len(broken)} of the tables or tests could not be built"
        damaged = any(".parquet" in line for line in shown)
        advice = ["A stored snapshot may be damaged: dwsc verify names it."] if damaged else []
        return BuildError("\n".join([f"{heading} (log: {folder / 'dbt.log'}):", *shown, *advice]))
    if failed:
        return GateError(f"{len(failed)} of the tests on the tables failed.")
    return None


def _places(call: Call) -> list[str]:
    folders = ["--target-path", str(call.folder / "target"), "--log-path", str(call.folder)]
    return [*project_arguments(call.settings), "--target", call.target, *folders]


def _invoke(call: Call, arguments: Sequence[str], on_node: OnNode) -> Any:
    from dbt.cli.main import dbtRunner

    runner = dbtRunner(manifest=parsed(call.settings, call.target), callbacks=[lambda event: _tell(event, on_node)])
    with disk_trouble(call.settings.home, "building the warehouse"), environment(**call.environment):
        return runner.invoke(list(arguments))


def _tell(event: Any, on_node: OnNode) -> None:
    if event.info.name in _RESULTS:
        told = event.data  # dbt calls the same number by two names
        total = told.num_models if event.info.name == "LogTestResult" else told.total
        on_node(told.node_info.node_name, told.index, total)
        crash_at("table made or tested")


def _refuse_full_disk(settings: Settings, message: str, target: str) -> None:
    """Raise the usual sentence for a full disk or memory that ran out, of which dbt keeps the text only."""
    folder, doing = settings.home, "building the warehouse"
    if target == "spark":
        folder, doing = settings.spark_place, f"{doing} on Spark (or a disk of the cluster is full: spark.local.dir)"
    kind = duckdb.OutOfMemoryException if "out of memory error" in message.lower() else duckdb.IOException
    with contextlib.suppress(duckdb.IOException), disk_trouble(folder, doing):
        raise kind(message)


def _first_message(result: Any) -> str:
    return next((str(one.message) for one in getattr(result, "results", []) if one.message), "no message")


def _plain(message: str | None) -> str:
    """The message of dbt in one line, without the headline that repeats the name of the model."""
    lines = [line.strip() for line in (message or "no message").splitlines() if line.strip()]
    headline = lines[0].startswith(("Runtime Error in", "Database Error in", "Compilation Error in"))
    return " ".join(lines[1:] if headline and len(lines) > 1 else lines)
