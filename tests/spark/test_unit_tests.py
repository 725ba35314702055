"""dbt's unit tests on Spark: each model reckons there what its examples say, as `make test` shows for DuckDB."""

from pathlib import Path
from typing import Any

import pytest

from support.dbt_harness import PROJECT, Inputs, problems

pytestmark = pytest.mark.spark


@pytest.mark.slow
def test_every_unit_test_passes(tmp_path: Path, cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The models are made without a row first: dbt asks what stands there for the types of columns."""
    from dbt.cli.main import dbtRunner

    from dagster_project.engines import spark_python
    from dagster_project.engines.spark_session import open_session
    from warehouse.settings import get_settings

    session, _ = open_session(get_settings(home=tmp_path / "home", spark_remote=cluster.remote))
    told = {"SPARK_REMOTE": cluster.remote, "DBT_DWSC_SPARK_PREFIX": "units", "DBT_DWSC_SPARK_THREADS": "4"}
    for name, value in {**told, "DBT_DWSC_SPARK_FOLDER": str(tmp_path / "tables"), "DO_NOT_TRACK": "1"}.items():
        monkeypatch.setenv(name, value)
    spark_python.teach()
    folders = ["--target-path", str(tmp_path / "target"), "--log-path", str(tmp_path / "logs")]
    where = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target", "spark", *folders]
    variables = f"{{inputs_dir: '{Inputs(tmp_path).write()}', as_of: '2025-03-01'}}"
    try:
        result = dbtRunner().invoke(
            ["--quiet", "build", "--exclude-resource-type", "test", *where, "--vars", variables]
        )
    finally:
        for (schema,) in session.sql("show schemas like 'units_*'").collect():
            session.sql(f"drop schema {schema} cascade")
        session.stop()
    assert problems(result) == []
    tested = [run for run in result.result if run.node.resource_type == "unit_test"]
    assert len(tested) > 150
