"""Killed or starved of disk anywhere, the last release still serves and the next run succeeds without cleaning up."""

import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from support import faults
from support.first_release import FirstRelease


@pytest.fixture
def home(first_release: FirstRelease, tmp_path: Path) -> Path:
    return first_release.copy_home(tmp_path / "home")


def _assert_next_run_publishes(home: Path, before: str) -> None:
    ran = faults.dwsc(home, "run", "--full")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert faults.current_release(home) != before
    verified = faults.dwsc(home, "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def _kill_while_dbt_builds(home: Path, *, whole_group: bool) -> None:
    before = faults.published(home)
    build_file = home / "warehouse.duckdb"
    began = build_file.stat().st_mtime_ns
    has_begun = partial(_is_newer, build_file, began)
    assert faults.kill_when(home, ["run", "--full"], has_begun, whole_group=whole_group), "it ended before the kill"
    assert faults.published(home) == before


def _is_newer(path: Path, moment: int) -> bool:
    return path.exists() and path.stat().st_mtime_ns > moment


def test_starved_and_killed_at_every_step_of_a_run_the_next_one_succeeds(home: Path) -> None:
    """One home through it all, so that each run also has to live with what the last one left behind, and go further."""
    before, release = faults.published(home), faults.current_release(home)
    built = (home / "warehouse.duckdb").stat().st_size
    _starve_of_disk(home, 200_000, "could not write its run history")
    _starve_of_disk(home, built // 4, "while building the warehouse")
    assert faults.published(home) == before
    _kill_while_dbt_builds(home, whole_group=True)
    _kill_while_dbt_builds(home, whole_group=False)
    releases = home / "releases"
    assert faults.kill_when(home, ["run", "--full"], lambda: any(releases.glob(".*partial*")), whole_group=True), (
        "it ended before the kill"
    )
    assert faults.published(home) == before
    _assert_next_run_publishes(home, release)


def _starve_of_disk(home: Path, limit: int, where: str) -> None:
    """No file may grow past the limit: the run ends with a clear error, and the last release stands as it was."""
    before = faults.published(home)
    ran = faults.dwsc(home, "run", "--full", file_limit=limit)
    words = " ".join((ran.stdout + ran.stderr).split())
    assert ran.returncode == 1, words
    assert where in words, words[-800:]
    assert "disk" in words.lower(), words[-800:]
    assert "Traceback" not in words
    assert faults.published(home) == before


def test_a_full_disk_stops_landing_with_a_clear_error(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert faults.dwsc(home, "sample").returncode == 0
    files = [str(path) for path in sorted((home / "landing").iterdir()) if path.is_file()]
    landed = faults.dwsc(home, "land", *files, file_limit=4096)
    assert landed.returncode == 1
    assert "disk" in (landed.stdout + landed.stderr).lower()
    again = faults.dwsc(home, "land", *files)
    assert again.returncode == 0, again.stdout + again.stderr
    assert len(list((home / "snapshots").rglob("*.origin.json"))) == len(files)
    assert not list((home / "snapshots").rglob("*.partial"))


def _has_come(moment: float) -> bool:
    return time.monotonic() > moment


@pytest.mark.slow
def test_killed_at_random_moments(home: Path, record_property: Callable[[str, object], None]) -> None:
    seed = random.randrange(10**6)
    record_property("seed", seed)  # in the report, so that a failure can be repeated
    moments = random.Random(seed)
    before = faults.published(home)
    kills = 0
    for _ in range(12):
        until = time.monotonic() + moments.uniform(0.5, 25)
        kills += faults.kill_when(
            home, ["run", "--full"], partial(_has_come, until), whole_group=moments.random() < 0.5
        )
        after = faults.published(home)
        if after != before:  # it had time to publish: then that release must be whole
            assert faults.dwsc(home, "verify").returncode == 0
            before = after
    assert kills, f"no run was killed: the moments of seed {seed} are too late"
    _assert_next_run_publishes(home, faults.current_release(home))
