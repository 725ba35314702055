"""DuckDB, in this process: dbt builds straight into the build file.

Owns: how an empty build file comes about, and what DuckDB is told of its limits.
Never: knows of Dagster; decides which models belong to which phase.
"""

from collections.abc import Sequence

import duckdb

from dagster_project.engines import dbt_call
from dagster_project.engines.engine import Built, Cost, OnNode, TableName
from dagster_project.run_state import RunState
from expectations import counting
from warehouse.crash import crash_at
from warehouse.disk import disk_trouble
from warehouse.release.database import STORAGE_VERSION
from warehouse.release.tables import text
from warehouse.settings import Settings


class DuckDBEngine:
    """Builds on this machine; see `engine.Engine`."""

    name = "duckdb"
    version = duckdb.__version__
    adds_to_what_stands = True

    def __init__(self, settings: Settings, state: RunState) -> None:
        self._settings, self._state = settings, state

    def register_raw(self) -> None:
        """Start from an empty build file; dbt makes the views of schema raw when it starts."""
        start_from_nothing(self._settings)

    def build(self, phase: str, selection: Sequence[str], on_node: OnNode, built: Sequence[str] = ()) -> Built:
        """Build and test the selected nodes into the build file."""
        call = dbt_call.Call(self._settings, self._state, phase, profile(self._settings))
        told = {"built_snapshots": list(built)}
        try:
            results, error = dbt_call.build(call, selection, on_node, told)
        finally:
            let_go()
        crash_at("dbt ended")
        with counting.open_read_only(
            self._settings.build_file, self._settings.memory_limit, self._settings.threads
        ) as connection:
            return dbt_call.built(connection, self._state, results, error, counting.row_counts(connection))

    def export_marts(self, phase: str, tables: Sequence[TableName]) -> None:
        """Nothing is to do: dbt built them where they belong."""

    def cost(self) -> Cost:
        """DuckDB works in this process, so that nothing comes on top of what the process used."""
        return Cost(0.0, 0.0, 0, 0)

    def close(self) -> None:
        """Nothing is held between two calls."""


def profile(settings: Settings) -> dict[str, str]:
    """The variables of dbt_models/profiles.yml that tell dbt of the build file and the limits."""
    return {
        "DBT_DWSC_BUILD_FILE": str(settings.build_file),
        "DBT_DWSC_MEMORY_LIMIT": settings.memory_limit,
        "DBT_DWSC_THREADS": str(settings.threads),
    }


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


def let_go() -> None:
    """Close dbt's handles on the build file: else it stays locked and its last rows unwritten."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    DuckDBConnectionManager.close_all_connections()
