"""Spark: the same models on a cluster, or on a Spark within this process.

Owns: where the tables of a run lie on Spark, and that they are gone when the run ends.
Never: touches a release; adds to what an earlier run built, because Spark's tables are dropped and made anew.
"""

import contextlib
import logging
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from dagster_project.engines import dbt_call, on_duckdb, spark_load, spark_names, spark_pages, spark_python
from dagster_project.engines.engine import Built, Cost, OnNode, TableName
from dagster_project.engines.spark_session import (
    SPARK_ERRORS,
    Connection,
    KeptAlive,
    close_session,
    is_gone,
    open_session,
    pages_of,
    spark_environment,
    spark_trouble,
)
from dagster_project.manifest import manifest
from dagster_project.run_state import RunState
from warehouse.disk import disk_trouble
from warehouse.errors import BuildError, EngineLostError
from warehouse.settings import Settings
from warehouse.store.for_spark import put_run_inputs

_AT_ONCE = 40
_log = logging.getLogger(__name__)


class SparkEngine:
    """Builds on Spark and leaves the published tables in the build file; see `engine.Engine`."""

    name = "spark"
    adds_to_what_stands = False

    def __init__(self, settings: Settings, state: RunState) -> None:
        self._settings, self._state = settings, state
        self._name = spark_names.name_of(settings)
        self._place = spark_names.folder_of(settings) / state.run_id
        self._session, self.version = open_session(settings)
        self._kept_alive = KeptAlive(self._session) if settings.spark_remote else None
        self._counts: dict[TableName, int] = {}
        self._pages = settings.spark_pages or pages_of(self._session)
        self._before = spark_pages.used(self._pages)
        spark_python.teach()

    def register_raw(self) -> None:
        """Start from an empty build file, and from schemas without a table of an older run of this home.

        Raises:
            EngineLostError: Spark went away.
        """
        on_duckdb.start_from_nothing(self._settings)
        with spark_trouble("it dropped the tables of an older run"):
            self._drop()
        with disk_trouble(self._settings.home, "starting the build on Spark"):
            spark_names.remove_leftovers(self._settings)
            self._place.mkdir(parents=True)

    def build(self, phase: str, selection: Sequence[str], on_node: OnNode, built: Sequence[str] = ()) -> Built:
        """Build and test the selected nodes on Spark.

        Raises:
            BuildError: the tables that the run made on Spark are gone.
            EngineLostError: Spark went away.
            SettingsError, StoreError: Spark shall read an object store that is none, or does not answer.
        """
        if not self._place.is_dir():
            raise BuildError(
                "The tables that this run made on Spark are gone: they are kept only until it ends. "
                "Run everything again: dwsc run."
            )
        call = dbt_call.Call(self._settings, self._state, phase, self._profile(), target="spark")
        told = {**self._read(), "built_snapshots": list(built)}
        try:
            results, error = dbt_call.build(call, selection, on_node, told)
        except BuildError as trouble:
            if is_gone(str(trouble)):  # while dbt made the schemas, or asked what stands in them
                raise EngineLostError(f"Spark went away before the first table: {str(trouble)[:300]}") from trouble
            raise
        self._refuse_loss(results)
        with spark_trouble("the rows of its tables were counted"):
            self._counts |= self._counted(results)
            return dbt_call.built(Connection(self._session), self._state, results, error, self._counts)

    def export_marts(self, phase: str, tables: Sequence[TableName]) -> None:
        """Load the tables into the build file; after the last phase, the macros of a release too.

        Raises:
            BuildError: a table did not arrive whole.
            EngineLostError: Spark went away.
            WarehouseError: the disk is full.
        """
        nodes = _nodes()
        wanted = {name: nodes[name] for name in tables}
        with disk_trouble(self._settings.home, "bringing tables from Spark into the build file"):
            with spark_trouble("it was asked where its tables lie"):
                files = {name: self._files(name, node) for name, node in wanted.items()}
            spark_load.load(self._settings, wanted, files, self._counts)
        if any("closing" in node["tags"] for node in wanted.values()):
            profile = on_duckdb.profile(self._settings)
            dbt_call.operation(
                dbt_call.Call(self._settings, self._state, f"{phase}_macros", profile), "create_release_macros"
            )
            on_duckdb.let_go()

    def cost(self) -> Cost:
        """Seconds and bytes of the executors, as Spark's own pages say; unknown where their address is not set."""
        return spark_pages.less(spark_pages.used(self._pages), self._before)

    def close(self) -> None:
        """Drop the schemas of the home and remove their files."""
        is_there = False
        if self._kept_alive is not None:
            self._kept_alive.stop()
        try:
            self._drop()
            is_there = True
        except SPARK_ERRORS as error:  # the next run drops what is left, and a release may stand already
            _log.warning("Spark could not be told that run %s is over: %s", self._state.run_id, error)
        with contextlib.suppress(*SPARK_ERRORS):
            close_session(self._session, is_there=is_there)
        shutil.rmtree(self._place, ignore_errors=True)

    def _profile(self) -> dict[str, str]:
        return {
            "DBT_DWSC_SPARK_PREFIX": self._name,
            "DBT_DWSC_SPARK_FOLDER": str(self._place),
            "DBT_DWSC_SPARK_THREADS": str(self._settings.spark_threads),
            **spark_environment(self._settings),
        }

    def _read(self) -> dict[str, Any]:
        """Where the inputs of the run and what was checked so far lie for Spark, as variables of dbt."""
        inputs, checks = (
            put_run_inputs(self._settings, one) for one in (self._state.inputs.folder, self._state.checks)
        )
        found = sorted(path.name for path in self._state.checks.glob("*.parquet"))
        return {"inputs_dir": inputs, "check_results": [f"{checks}/{name}" for name in found]}

    def _refuse_loss(self, results: Iterable[Any]) -> None:
        for one in results:
            if one.status == "error" and is_gone(str(one.message)):
                raise EngineLostError(f"Spark went away while it made {one.node.name}: {str(one.message)[:300]}")

    def _drop(self) -> None:
        listed = self._session.sql(f"show schemas like '{self._name}_*'").collect()
        for (schema,) in listed:
            self._session.sql(f"drop schema if exists {schema} cascade")

    def _named(self, name: TableName) -> str:
        return f"{self._name}_{name[0]}.{name[1]}"

    def _counted(self, results: Iterable[Any]) -> dict[TableName, int]:
        """Rows of the tables that were just made, some at once: each question has a price of its own."""
        nodes = manifest()["nodes"]
        made = [nodes[one.node.unique_id] for one in results if one.status == "success"]
        names = [(one["schema"], one["alias"]) for one in made if _is_table(one)]
        found: dict[TableName, int] = {}
        for start in range(0, len(names), _AT_ONCE):
            some = names[start : start + _AT_ONCE]
            parts = [f"select {number} as n, count(*) as c from {self._named(one)}" for number, one in enumerate(some)]
            found |= {some[number]: count for number, count in self._session.sql(" union all ".join(parts)).collect()}
        return found

    def _files(self, name: TableName, node: Mapping[str, Any]) -> list[Path]:
        """The Parquet files that hold a table, in the order of its rows; a view is written first."""
        if not _is_table(node):
            folder = self._place / "views" / ".".join(name)
            self._session.table(self._named(name)).write.mode("overwrite").parquet(str(folder))
            return sorted(folder.glob("*.parquet"))
        return sorted(spark_load.path_of(file) for file in self._session.table(self._named(name)).inputFiles())


def _is_table(node: Mapping[str, Any]) -> bool:
    return node["resource_type"] == "seed" or node["config"]["materialized"] in {"table", "incremental"}


def _nodes() -> dict[TableName, Mapping[str, Any]]:
    return {
        (one["schema"], one["alias"]): one for one in manifest()["nodes"].values() if one["resource_type"] == "model"
    }
