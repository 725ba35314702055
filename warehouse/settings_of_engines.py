"""The settings of what builds the tables; a part of `warehouse.settings.Settings`, which reads them.

Owns: their defaults and meaning, which addresses of a server there are, and that none of them holds a secret.
Never: reads the environment by itself; knows the name of a home on Spark (`dagster_project.engines.spark_names`).
"""

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

from warehouse.settings_of_fetching import CREDENTIALS

# Secrets that Spark Connect takes as parameters of its address.
SECRET = re.compile(r"(?i)([/;](?:token|user_id)=)[^;'\"]*")
_SERVER = re.compile(r"sc://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\])(?::(?P<port>\d{1,5}))?(?:/(?:;[a-z_]+=[^;\s]+)*)?")
_LARGEST_PORT = 65_535


class EngineSettings(BaseSettings):
    """What builds the tables, and with how much at once; what Spark is told counts nowhere else."""

    memory_limit: str = Field("4GB", description="Memory that DuckDB may use, such as 4GB")
    threads: int = Field(2, ge=1, le=64, description="Threads that DuckDB may use")
    engine: Literal["duckdb", "spark"] = Field(
        "duckdb", description="What builds the tables: duckdb on this machine, or spark on a cluster"
    )
    spark_remote: str = Field(
        "", description="Spark Connect server, such as sc://host:15002; empty: Spark within this process"
    )
    spark_folder: Path | None = Field(
        None, description="Folder that Spark builds in, which all of the cluster reaches; empty: spark/ in the home"
    )
    spark_reads: Literal["home", "store"] = Field(
        "home", description="Snapshots that Spark reads: those of the home, or those of the object store, as s3a://"
    )
    spark_pages: str = Field("", description="Address of Spark's own pages, from which the cost of a run is read")
    spark_partitions: int = Field(
        8, ge=1, le=100_000, description="Parts that Spark splits a shuffle into; two to four for each core"
    )
    spark_threads: int = Field(4, ge=1, le=64, description="Tables that Spark is asked for at the same time")
    spark_attempts: int = Field(3, ge=1, le=10, description="Times that a build is tried when Spark goes away")

    @field_validator("memory_limit")
    @classmethod
    def _is_a_size(cls, value: str) -> str:
        if not re.fullmatch(r"\d+(?:\.\d+)?\s*(?:[KMGT]i?)?B", value.strip(), re.IGNORECASE):
            raise ValueError("a size is a number and a unit, such as 4GB or 500MB")
        return value.strip()

    @field_validator("spark_remote")
    @classmethod
    def _is_a_server(cls, value: str) -> str:
        """The address is shown by dwsc doctor and stands in messages, logs and alerts."""
        if CREDENTIALS.search(value) or SECRET.search(value):
            raise ValueError(
                "an address here has no user, password or token; a token is set as SPARK_CONNECT_AUTHENTICATE_TOKEN "
                "(docs/scale.md)"
            )
        found = _SERVER.fullmatch(value)
        if value and (found is None or not 0 < int(found["port"] or 1) <= _LARGEST_PORT):
            raise ValueError("a Spark Connect server is written as sc://host:15002; empty: Spark within this process")
        return value

    @field_validator("spark_pages")
    @classmethod
    def _are_pages(cls, value: str) -> str:
        if CREDENTIALS.search(value):
            raise ValueError("an address here has no user or password: it is shown when the pages do not answer")
        if value and not re.fullmatch(r"https?://\S+", value):
            raise ValueError("Spark's pages are written as http://host:4040")
        return value

    @field_validator("spark_folder", mode="before")
    @classmethod
    def _is_named_from_the_root(cls, value: str | Path | None) -> Path | None:
        """A relative folder would be another one for each process that is started elsewhere, and for the cluster."""
        if value is None or value == "":  # an empty path would be the folder in which the command was started
            return None
        if not Path(value).is_absolute():
            raise ValueError("a folder is named from the root, such as /mnt/shared/dwsc")
        return Path(value)
