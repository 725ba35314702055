"""A run after a killed one, or after a damaged build file, gives the same release as one that builds everything.

One home for the whole module; the tests run in the order in which they stand, each on what the one before left.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import faults
from support.first_release import COMPLIANCE, INFORMAL, INSPECTORS, FirstRelease
from support.histories import assert_equals_a_full_run, change_file, plan, run, without_last_row, without_last_two_rows

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sample(first_release: FirstRelease) -> Path:
    return first_release.sample


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, first_release: FirstRelease) -> Path:
    return first_release.copy_home(tmp_path_factory.mktemp("incremental_killed") / "home")


def test_killed_while_dbt_adds_rows_and_while_it_publishes(home: Path, sample: Path) -> None:
    """The run that is killed while it publishes comes after the one that was killed while it built."""
    change_file(home, sample, INFORMAL, stamp="20260501T0800", change=without_last_row)
    published, began = faults.published(home), (home / "warehouse.duckdb").stat().st_mtime_ns

    def is_adding() -> bool:
        log = home / "warehouse.duckdb.wal"
        return log.exists() or (home / "warehouse.duckdb").stat().st_mtime_ns > began

    assert faults.kill_when(home, ["run"], is_adding, whole_group=True), "it ended before the kill"
    assert plan(home)["upon"] is not None, "it built from nothing"
    assert faults.published(home) == published
    change_file(home, sample, INSPECTORS, stamp="20260502T0800", change=without_last_two_rows)
    releases = home / "releases"
    assert faults.kill_when(home, ["run"], lambda: any(releases.glob(".*partial*")), whole_group=True)
    assert faults.published(home) == published
    assert plan(home)["upon"] is None, "what a killed run left must not be built upon"
    run(home)
    assert plan(home)["upon"] is None, "nor what one left that was killed later"
    assert_equals_a_full_run(home)


def test_a_changed_build_file_is_not_built_upon(home: Path, sample: Path) -> None:
    with (home / "warehouse.duckdb").open("r+b") as stream:
        stream.seek(-1, 2)
        stream.write(b"?")
    change_file(home, sample, COMPLIANCE, stamp="20260503T0800", change=without_last_row)
    run(home)
    assert plan(home)["upon"] is None
    assert_equals_a_full_run(home)


@pytest.fixture(autouse=True, scope="module")
def _tidy(home: Path) -> Iterator[None]:
    yield
    shutil.rmtree(home.parent, ignore_errors=True)
