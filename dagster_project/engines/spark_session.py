"""The session with Spark: on a Connect server, or within this process.

Owns: how it is opened, the settings under which both engines say the same, and how it answers as a connection does.
Never: is imported where DuckDB builds; knows a model.
"""

import contextlib
import re
import threading
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from grpc import RpcError
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from dagster_project.engines.spark_names import spill_of, tables_without_name
from warehouse.errors import BuildError, EngineLostError
from warehouse.settings import Settings, environment

# Spark's own, those of the JVM in this process, and those of the way to a server.
SPARK_ERRORS = (PySparkException, Py4JError, RpcError, OSError)
# Under these, text, numbers and times mean the same on Spark as on DuckDB (docs/decisions/0033-portable-sql.md).
SAME_MEANING = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.caseSensitive": "false",
    # A killed run leaves files where the next one makes its tables; its folder is another one, but names may repeat.
    "spark.sql.legacy.allowNonEmptyLocationInCTAS": "true",
}
# What only a session of our own may be told: no catalog on disk, and nothing reachable from other machines.
_WITHIN = {
    "spark.sql.catalogImplementation": "in-memory",
    "spark.ui.port": "0",
    "spark.ui.retainedStages": "100000",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}
_GONE = ("UNAVAILABLE", "Connection refused", "Cannot call methods on a stopped SparkContext", "SESSION_CLOSED",
         "SESSION_NOT_FOUND", "INVALID_HANDLE", "Connection reset", "All masters are unresponsive",
         "Socket closed")  # fmt: skip
# A task that failed four times is worth another attempt where a machine went away under it. One that ran out of memory
# or met a wrong value would fail again.
_STAGE_FAILED = "Job aborted due to stage failure"
_MACHINE_LOST = ("ExecutorLostFailure", "FetchFailed", "MetadataFetchFailedException")
# A Connect server forgets a session that asked nothing for an hour
# (spark.connect.session.manager.defaultSessionTimeout), and a run asks nothing while its tables are loaded and judged.
_SECONDS_OF_SILENCE = 300
# Which filters follow from others is what planning a model of many CTEs took longest for (stacks of a server at work).
_FASTER = {"spark.sql.constraintPropagation.enabled": "false"}
# Said again for each table: that a server keeps its catalog (dbt-spark asks for another), and that pandas is a new one
# (nothing here goes through pandas on Spark).
_SAID_FOR_NOTHING = ("Failed to set spark.sql.catalogImplementation", "PySpark does not yet fully support pandas")


def open_session(settings: Settings) -> tuple[SparkSession, str]:
    """Open the session, or take the one that this process has; the session, and which Spark it is.

    Raises:
        EngineLostError: no server answers under the address.
    """
    for words in _SAID_FOR_NOTHING:
        warnings.filterwarnings("ignore", message=words)
    options = SAME_MEANING | _FASTER | {"spark.sql.shuffle.partitions": str(settings.spark_partitions)}
    session = None
    try:
        with environment(SPARK_LOCAL_IP="127.0.0.1"):  # or Spark within this process shows its pages to the network
            session = _builder(settings).getOrCreate()
        if settings.spark_remote:
            from dagster_project.engines.spark_patience import Patience

            session.client.set_retry_policies([Patience()])
        for name, value in options.items():
            session.conf.set(name, value)
        return session, str(session.version)
    except SPARK_ERRORS as error:
        if session is not None:
            close_session(session, is_there=False)
        raise _refused(settings, error) from error


def close_session(session: Any, *, is_there: bool) -> None:
    """End the session; a server that is gone is not told, and not asked again when this process ends."""
    if not is_there:
        session.release_session_on_close = False
    session.stop()


def is_gone(message: str) -> bool:
    """Whether the message of an error says that Spark went away, so that another attempt may succeed."""
    if _STAGE_FAILED in message:
        return any(words in message for words in _MACHINE_LOST)
    return any(words in message for words in _GONE)


@contextlib.contextmanager
def spark_trouble(doing: str) -> Iterator[None]:
    """Tell in one sentence what Spark, or the way to it, says against a step of the build.

    Raises:
        EngineLostError: Spark went away.
        BuildError: it refuses what is asked.
    """
    try:
        yield
    except (PySparkException, Py4JError, RpcError, ConnectionError) as error:
        if is_gone(str(error)):
            raise EngineLostError(f"Spark went away while {doing}: {_first_line(error)}.") from error
        raise BuildError(f"Spark refused while {doing}: {_first_line(error)}. The last release stands.") from error


class KeptAlive:
    """Asks a Connect server for nothing much now and then, so that it keeps the session and its tables."""

    def __init__(self, session: Any, seconds: float = _SECONDS_OF_SILENCE) -> None:
        """Begin at once; `stop` ends it."""
        self._session, self._seconds, self._over = session, seconds, threading.Event()
        threading.Thread(target=self._ask, name="spark kept alive", daemon=True).start()

    def stop(self) -> None:
        """Ask no more."""
        self._over.set()

    def _ask(self) -> None:
        while not self._over.wait(self._seconds):
            with contextlib.suppress(*SPARK_ERRORS):  # a step that needs Spark says what is wrong
                self._session.sql("select 1").collect()


def pages_of(session: SparkSession) -> str:
    """The address of Spark's pages where it works within this process; empty for a server, which does not tell."""
    context = getattr(session, "_sc", None)
    return str(context.uiWebUrl or "") if context is not None else ""


def spark_environment(settings: Settings) -> Mapping[str, str]:
    """Variables under which dbt finds the same session."""
    return {"SPARK_REMOTE": settings.spark_remote} if settings.spark_remote else {}


class Asked:
    """The answer to a query, as a cursor gives it."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    @property
    def description(self) -> list[tuple[str]]:
        """The names of the columns."""
        return [(name,) for name in self._frame.columns]

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Every row."""
        return [tuple(row) for row in self._frame.collect()]


class Connection:
    """Lets Spark be asked as DuckDB is."""

    def __init__(self, session: SparkSession) -> None:
        self._session = session

    def execute(self, query: str, /) -> Asked:
        """Ask one query."""
        return Asked(self._session.sql(query))


def _builder(settings: Settings) -> Any:
    if settings.spark_remote:
        return SparkSession.builder.remote(settings.spark_remote)
    builder = SparkSession.builder.master(f"local[{settings.threads}]").appName("dwsc")
    within = _WITHIN | {
        "spark.driver.memory": _java_size(settings.memory_limit),
        "spark.sql.warehouse.dir": str(tables_without_name(settings)),
        "spark.local.dir": str(spill_of(settings)),
    }
    for name, value in within.items():
        builder = builder.config(name, value)
    return builder


def _java_size(size: str) -> str:
    """A size as DuckDB takes it (4GB, 500 MiB, 1.5GB), as Java does, without a fraction (4g, 500m, 1536m)."""
    number, unit = re.fullmatch(r"([\d.]+)\s*([kmgt]?)i?b", size.lower()).groups()  # settings refuse all else
    if "." in number:
        number, unit = str(int(float(number) * 1024)), {"t": "g", "g": "m", "m": "k"}.get(unit, "")
    return f"{number}{unit}"


def _refused(settings: Settings, error: Exception) -> Exception:
    where = settings.spark_remote or "within this process"
    return EngineLostError(
        f"Spark ({where}) does not answer: {_first_line(error)}. Look whether the server is up and Java is installed "
        "(docs/scale.md), then run again; the last release stands."
    )


def _first_line(error: Exception) -> str:
    """What an error says first, without a stop at its end; of one of gRPC the only line that says something."""
    told = re.search(r'details = "(.+)"', str(error))
    lines = [told[1]] if told else [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines or [type(error).__name__])[0].rstrip(".")[:300]
