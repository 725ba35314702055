"""A Spark server that is not there, or no longer: told in words and soon, and nothing of the home is touched."""

import subprocess
import threading
from pathlib import Path

import grpc
import pytest

from support.spark_homes import DWSC, dwsc, wait_for_node
from support.tool_module import tool
from warehouse.settings import child_environment

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
    with tool("spark_cluster").running(tmp_path / "cluster") as cluster:

        def kill() -> None:
            wait_for_node(home, 60)
            cluster.processes[-1].kill()

        beside = threading.Thread(target=kill)
        beside.start()
        said = _refused(home, cluster.remote, attempts=2)
        beside.join()
    assert "It is tried again" in said
    assert f"Spark ({cluster.remote}) does not answer" in said


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
