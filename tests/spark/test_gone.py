"""A Spark server that is not there, or no longer: told in words and soon, and nothing of the home is touched."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest

from support.spark_homes import DWSC, dwsc, wait_for_node
from support.tool_module import tool
from warehouse.errors import BuildError, EngineLostError
from warehouse.release.pointer import current
from warehouse.settings import child_environment, get_settings

pytestmark = pytest.mark.spark


class Refused(grpc.RpcError):
    """What gRPC raises where no server is."""

    def code(self) -> grpc.StatusCode:
        """The status."""
        return grpc.StatusCode.UNAVAILABLE


def test_a_server_is_waited_for_a_minute_whatever_is_asked_meanwhile() -> None:
    from dagster_project.engines.spark_patience import Patience

    now = [1000.0]
    patience = Patience(clock=lambda: now[0])
    asked = []
    for _ in range(12):
        asked.append(patience.can_retry(Refused()))
        now[0] += 10
    assert asked == [True] * 6 + [False] * 6
    assert not patience.can_retry(ValueError())
    others: list[bool] = []
    beside = threading.Thread(target=lambda: others.append(patience.can_retry(Refused())))
    beside.start()
    beside.join()
    assert others == [True], "another thread met its first refusal"
    now[0] += 61
    assert patience.can_retry(Refused()), "after a minute without refusal it is another trouble"


@pytest.mark.slow
def test_a_server_that_does_not_answer_is_told_in_words(tmp_path: Path) -> None:
    """Spark's own rule would ask for ten minutes at each question, and again when the process ends."""
    dwsc(tmp_path, "sample")
    said = _refused(tmp_path, "sc://127.0.0.1:9", attempts=1)
    assert "Spark (sc://127.0.0.1:9) does not answer: failed to connect to all addresses" in said


@pytest.mark.slow
def test_a_server_that_dies_during_the_build_is_told_in_words(tmp_path: Path) -> None:
    """Seven hundred tables are still to be made, of which dbt asks for each that does not rest on one that failed."""
    home = tmp_path / "home"
    dwsc(home, "sample")
    with _a_server_that_dies(home, tmp_path) as cluster:
        said = _refused(home, cluster.remote, attempts=2)
    assert "It is tried again" in said
    assert f"Spark ({cluster.remote}) does not answer" in said


@pytest.mark.slow
def test_a_server_that_comes_back_is_given_the_whole_build_again(tmp_path: Path) -> None:
    """Its new session knows nothing of the old one's tables; the run goes on from empty schemas and publishes."""
    home = tmp_path / "home"
    dwsc(home, "sample")
    with _a_server_that_dies(home, tmp_path, comes_back=True) as cluster:
        said = dwsc(home, "run", DWSC_ENGINE="spark", DWSC_SPARK_REMOTE=cluster.remote)
    assert "It is tried again" in said
    release = current(get_settings(home=home))
    assert release is not None
    assert release.manifest["engine"]["name"] == "spark"
    assert [path.name for path in (home / "spark").rglob("*") if not path.is_dir()] == ["name.json"]


def test_what_another_attempt_may_mend_and_what_it_may_not() -> None:
    from dagster_project.engines.spark_session import is_gone

    failed = "Job aborted due to stage failure: Task 0 in stage 7.0 failed 4 times, most recent failure: Lost task 0.3"
    assert is_gone(f"{failed} (TID 12) (127.0.0.1 executor 3): ExecutorLostFailure (executor 3 exited unrelated to it)")
    assert is_gone(f"{failed}: FetchFailed(null, shuffleId=0, mapIndex=-1, reduceId=0)")
    assert is_gone("[INVALID_HANDLE.SESSION_NOT_FOUND] The handle is invalid. Session not found.")
    assert is_gone('status = StatusCode.UNAVAILABLE details = "failed to connect to all addresses"')
    assert not is_gone(f"{failed}: java.lang.OutOfMemoryError: Java heap space")
    assert not is_gone("[DIVIDE_BY_ZERO] Division by zero.")


def test_trouble_with_spark_is_told_in_one_sentence() -> None:
    from pyspark.errors import PySparkException

    from dagster_project.engines.spark_session import spark_trouble

    with pytest.raises(EngineLostError, match=r"^Spark went away while rows were counted: Connection reset by peer\.$"):
        _meet(ConnectionError("Connection reset by peer"), spark_trouble("rows were counted"))
    with pytest.raises(BuildError, match=r"^Spark refused while rows were counted: no such table\. The last release"):
        _meet(PySparkException("no such table\nand much more"), spark_trouble("rows were counted"))


def _meet(error: Exception, trouble: AbstractContextManager[None]) -> None:
    with trouble:
        raise error


def test_a_session_is_kept_alive_until_it_is_over() -> None:
    """A Connect server forgets one that asks nothing for an hour; one that refuses is asked again."""
    from dagster_project.engines.spark_session import KeptAlive

    asked = threading.Semaphore(0)

    class Session:
        """Counts what it is asked, and refuses."""

        def sql(self, _: str) -> None:
            """Refuse."""
            asked.release()
            raise Refused

    kept = KeptAlive(Session(), seconds=0.01)
    assert all(asked.acquire(timeout=10) for _ in range(3))
    kept.stop()
    for thread in threading.enumerate():
        if thread.name == "spark kept alive":
            thread.join(timeout=10)
            assert not thread.is_alive()


@contextmanager
def _a_server_that_dies(home: Path, folder: Path, *, comes_back: bool = False) -> Iterator[Any]:
    """A cluster whose server is killed when the build of a home has come to its sixtieth table."""
    with tool("spark_cluster").running(folder / "cluster") as cluster:

        def kill() -> None:
            wait_for_node(home, 60)
            cluster.kill_server()
            if comes_back:
                cluster.start_server()

        beside = threading.Thread(target=kill)
        beside.start()
        yield cluster
        beside.join()


def _refused(home: Path, remote: str, attempts: int) -> str:
    """What a run says that must end without a release; it may take some minutes, not hours."""
    spark = {"DWSC_ENGINE": "spark", "DWSC_SPARK_REMOTE": remote, "DWSC_SPARK_ATTEMPTS": str(attempts)}
    told = {name: value for name, value in child_environment().items() if not name.startswith("DWSC_")}
    done = subprocess.run(
        [DWSC, "run"],
        env=told | spark | {"DWSC_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=800,
    )
    said = done.stdout + done.stderr
    assert done.returncode != 0, said
    assert "Nothing was published" in said
    assert not list((home / "releases").glob("2*"))
    return said
