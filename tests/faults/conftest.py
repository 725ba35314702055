"""What the tests of faults share: processes that are warm, and the scenes in which faults happen."""

from collections.abc import Iterator

import pytest

from support.fault_scenes import Scene, landing_scene, publishing_scene, running_scene
from support.first_release import FirstRelease
from support.warm import Warm, warm


@pytest.fixture(scope="session")
def light(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """A process that is warm for the commands of the core."""
    with warm(tmp_path_factory.mktemp("light")) as started:
        yield started


@pytest.fixture(scope="session")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """A process that is warm for a whole run, in the home `home` of its folder."""
    folder = tmp_path_factory.mktemp("heavy")
    with warm(folder, folder / "home") as started:
        yield started


@pytest.fixture(scope="session")
def landing(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    folder = tmp_path_factory.mktemp("landing")
    return landing_scene(folder, folder / "home")


@pytest.fixture(scope="session")
def publishing(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    folder = tmp_path_factory.mktemp("publishing")
    return publishing_scene(folder, folder / "home")


@pytest.fixture(scope="session")
def running(heavy: Warm, first_release: FirstRelease) -> Scene:
    return running_scene(heavy.folder, heavy.folder / "home", first_release, heavy)
