"""A whole run is killed at every named moment, or starved of disk: readers keep a release, the next run converges.

Here the run is the child process that `dwsc run` starts; that it dies with its parent is tried in `test_locked`.
"""

import pytest

from support.crash_moments import RUNNING, RUNNING_FROM_NOTHING
from support.fault_ledger import FaultLedger
from support.fault_scenes import Scene, undisturbed_run
from support.faults import published
from support.invariants import (
    assert_clear_error,
    assert_published_unchanged,
    assert_rerun_converges,
    assert_unchanged_or_whole,
    tries,
)
from support.sweeps import part
from support.warm import Warm


@pytest.fixture(scope="module")
def undisturbed(running: Scene, heavy: Warm) -> tuple[dict[str, str], float]:
    """The content hash of every table, and the seconds of a run that nothing disturbs."""
    return undisturbed_run(running, heavy)


def _kill(scene: Scene, heavy: Warm, moment: str, *arguments: str) -> None:
    killed = heavy.run(scene.home, *arguments, environment={"DWSC_CRASH_AT": moment})
    assert killed.was_killed, f"{moment}: {killed.words[-800:]}"


@pytest.mark.slow
def test_killed_at_moments_of_a_run(
    running: Scene, heavy: Warm, undisturbed: tuple[dict[str, str], float], fault_ledger: FaultLedger
) -> None:
    """All of them in the whole sweep; a run killed in its middle takes half a minute."""
    with tries(fault_ledger, 1, "a run killed at a named moment") as counted:
        for moment in part(RUNNING, 4):
            before = running.restore()
            _kill(running, heavy, moment)
            assert assert_unchanged_or_whole(running.home, before) == (moment == "state of the build written")
            counted.survived()
        before = published(running.home)
        for moment in part(RUNNING_FROM_NOTHING, 3):  # in the home that the last kill left
            _kill(running, heavy, moment, "--full")
            assert_published_unchanged(running.home, before)
            counted.survived()
        ran = heavy.run(running.home)
        assert ran.code == 0, ran.words[-2000:]
        assert_rerun_converges(running.home, undisturbed[0])


def test_starved_of_disk_at_every_step_of_a_run(running: Scene, heavy: Warm, fault_ledger: FaultLedger) -> None:
    before = running.restore()
    built = (running.home / "warehouse.duckdb").stat().st_size
    with tries(fault_ledger, 2, "a run with a limit on the size of a file") as counted:
        for limit in (200_000, built // 4):
            starved = heavy.run(running.home, file_limit=limit)
            assert_clear_error(starved, must_name=[])
            assert "disk" in starved.words or "file too large" in starved.words, starved.words[-600:]
            assert_published_unchanged(running.home, before)
            assert not [path for path in (running.home / "releases").iterdir() if path.name.startswith(".")]
            counted.survived()
