"""Models in Python on Spark: they run in this process, on the session that dbt uses.

Owns: what stands in for the clusters of Databricks, which are all that dbt-spark can send such a model to.
Never: is imported where DuckDB builds.
"""

from typing import Any

from dbt.adapters.base import PythonJobHelper
from dbt.adapters.spark.impl import SparkAdapter
from pyspark.sql import SparkSession


class InThisProcess(PythonJobHelper):
    """Runs the text that dbt wrote for a model: ours from the repository, and dbt's around it."""

    def __init__(self, parsed_model: dict[str, Any], credentials: Any) -> None:
        """Take what dbt gives every such class; the session needs none of it."""

    def submit(self, compiled_code: str) -> None:
        """Run it; the table is written by its last line."""
        exec(compile(compiled_code, "model", "exec"), {"spark": SparkSession.builder.getOrCreate()})  # noqa: S102


def teach() -> None:
    """Make dbt-spark run models in Python so."""
    SparkAdapter.default_python_submission_method = property(lambda _: "session")
    SparkAdapter.python_submission_helpers = property(lambda _: {"session": InThisProcess})
