"""One cluster for all tests, and each pair of homes made once on it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.spark_homes import Pair, make_pair, wait_for_node
from support.tool_module import tool


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A master, two workers and a Connect server on loopback."""
    with tool("spark_cluster").running(tmp_path_factory.mktemp("cluster") / "spark") as found:
        yield found


@pytest.fixture(scope="session")
def shared_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all of the cluster reaches, and in which others keep files too."""
    folder = tmp_path_factory.mktemp("shared")
    (folder / "snapshots").mkdir()
    (folder / "snapshots" / "of_others.parquet").touch()
    return folder


@pytest.fixture(scope="session")
def on_cluster(cluster: Any, shared_place: Path) -> dict[str, str]:
    """The settings of a run on the cluster."""
    return {
        "DWSC_SPARK_REMOTE": cluster.remote,
        "DWSC_SPARK_PAGES": cluster.pages,
        "DWSC_SPARK_FOLDER": str(shared_place),
    }


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory, on_cluster: dict[str, str]) -> Pair:
    """The bundled sample on both engines."""
    return make_pair(tmp_path_factory.mktemp("sample"), [["sample"]], on_cluster)


@pytest.fixture(scope="session")
def million(
    tmp_path_factory: pytest.TempPathFactory, cluster: Any, on_cluster: dict[str, str]
) -> tuple[Pair, list[int]]:
    """A million rows on both engines; while Spark builds, one of its executors is killed."""
    killed: list[int] = []

    def kill(home: Path) -> None:
        wait_for_node(home, 150)
        killed.append(cluster.kill_executor())

    land = [["sample", "--rows", "1000000"]]
    return make_pair(tmp_path_factory.mktemp("million"), land, on_cluster, kill), killed


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory, real_data: Path, on_cluster: dict[str, str]) -> Pair:
    """Every real ILOSTAT file on both engines."""
    others = [*sorted(real_data.glob("*.json")), *sorted((real_data / "dic").iterdir())]
    figures = sorted(path for path in real_data.iterdir() if path.name.endswith((".csv", ".csv.gz", ".xlsx")))
    land = [["land", *(str(path) for path in (*figures, *others))]]
    return make_pair(tmp_path_factory.mktemp("real"), land, on_cluster)
