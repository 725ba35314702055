"""What every engine can do, and the engine of a run.

Owns: the four verbs and their answers; that a run keeps one engine from its first table to its last.
Never: knows how an engine does it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from dagster_project.run_state import RunState
from warehouse.checks import CheckResult
from warehouse.disk import disk_trouble, replace_text
from warehouse.errors import BuildError, GateError, SettingsError
from warehouse.settings import Settings

OnNode = Callable[[str, int, int], None]
TableName = tuple[str, str]


@dataclass(frozen=True)
class Built:
    """What an engine did.

    Attributes:
        results: dbt's result per node (`RunResult`).
        error: what stops the run, if anything does.
        tests: a row for each test that ran, with the rows that broke it.
        counts: rows of each table (not view) that stands, by schema and name as people know them.
    """

    results: Sequence[Any]
    error: BuildError | GateError | None
    tests: Sequence[CheckResult] = ()
    counts: Mapping[TableName, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Cost:
    """What an engine used beside this process; None where unknown.

    Seconds of processor time, seconds that tasks took on a core each, bytes read and written.
    """

    cpu_seconds: float | None = None
    task_seconds: float | None = None
    bytes_read: int | None = None
    bytes_written: int | None = None


class Engine(Protocol):
    """Builds the tables of one run and leaves the published ones in the build file."""

    name: str
    version: str
    adds_to_what_stands: bool  # whether tables of an earlier run may be built upon

    def register_raw(self) -> None:
        """Make the inputs of the run readable, with nothing of an older run in the way."""

    def build(self, phase: str, selection: Sequence[str], on_node: OnNode, built: Sequence[str] = ()) -> Built:
        """Build and test the selected nodes.

        Args:
            phase: names the folder of dbt's artefacts and log under the run's folder.
            selection: arguments such as --select and --exclude.
            on_node: called after each node with its name, its number and the number of nodes.
            built: ILOSTAT snapshots whose rows stand in the tables already; only the others are read.

        Raises:
            BuildError: the project does not compile.
            EngineLostError: the engine went away; another attempt may succeed.
            WarehouseError: the disk is full.
        """

    def export_marts(self, phase: str, tables: Sequence[TableName]) -> None:
        """Leave these tables in the build file, with the types of their contracts and every description."""

    def cost(self) -> Cost:
        """What was used so far."""

    def close(self) -> None:
        """Let go of everything that the run held."""


_FILE = "engine.json"
_EXTRA = ("pyspark", "py4j", "grpc", "dbt.adapters.spark")  # what the extra `spark` brings
_of_run: dict[str, Engine] = {}


def engine_of(settings: Settings, state: RunState) -> Engine:
    """The engine of a run, the same for all its steps in this process.

    Raises:
        EngineLostError: Spark does not answer.
        SettingsError: Spark is asked for and not installed.
    """
    if state.run_id not in _of_run:
        close_all()
        engine = _of_run[state.run_id] = _open(settings, state)
        with disk_trouble(state.folder, "writing down the engine of the run"):
            replace_text(state.folder / _FILE, json.dumps({"name": engine.name, "version": engine.version}) + "\n")
    return _of_run[state.run_id]


def at_work(state: RunState) -> Engine | None:
    """The engine of a run, where it works in this process."""
    return _of_run.get(state.run_id)


def made_by(state: RunState) -> dict[str, str]:
    """Name and version of the engine that built the tables of a run; empty where none of them were built in it."""
    path = state.folder / _FILE
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def close_all() -> None:
    """Close the engine of whichever run has one in this process."""
    while _of_run:
        _of_run.popitem()[1].close()


def _open(settings: Settings, state: RunState) -> Engine:
    if settings.engine == "spark":
        try:
            from dagster_project.engines.on_spark import SparkEngine
        except ModuleNotFoundError as error:
            if str(error.name).startswith(_EXTRA):
                raise SettingsError(
                    f"DWSC_ENGINE is spark, and Spark is not installed here ({error.name} is missing). Install it "
                    "in the checkout: pip install -e '.[spark]' (docs/scale.md), or unset DWSC_ENGINE to build with "
                    "DuckDB."
                ) from error
            raise
        return SparkEngine(settings, state)
    from dagster_project.engines.on_duckdb import DuckDBEngine

    return DuckDBEngine(settings, state)
