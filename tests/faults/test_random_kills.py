"""Killed at random moments, hundreds of times, over the whole pipeline: fetch, land, publish, and whole runs.

Kills pile up in one home, so that each command also has to live with what the last kill left; every few kills the
command is let through, and what then stands must equal what stands in a home that nobody disturbed.

`FAULT_TRIES` sets how many kills the sweep makes (`make test-slow`: 20; `make faults`: 560). Each seed is printed.
"""

import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support import sweeps
from support.fault_ledger import FaultLedger
from support.fault_scenes import Scene, land_all, undisturbed_landing, undisturbed_run
from support.faults import published
from support.fetching import assert_landed_as_served, environment, snapshot_ids, status
from support.ilostat_service.datasets import many
from support.ilostat_service.service import IlostatService
from support.invariants import (
    Tries,
    assert_nothing_lost,
    assert_published_unchanged,
    assert_published_whole,
    assert_rerun_converges,
    assert_unchanged_or_whole,
    standing,
    tries,
)
from support.warm import Ended, Warm

# A whole run takes as long as thirty landings, so fewer of the kills hit one.
SHARES = {"land": 0.34, "fetch": 0.27, "publish": 0.31, "run": 0.08}
PILE = {"land": 6, "fetch": 5, "publish": 6, "run": 12}


def _kills(command: str, quick: int) -> pytest.MarkDecorator:
    """So many in `make test`, none of them where `quick` is 0, and the share of the sweep beside."""
    sweep = pytest.param(max(1, round(sweeps.TRIES * SHARES[command])), id="sweep", marks=pytest.mark.slow)
    return pytest.mark.parametrize("wanted", [*([pytest.param(quick, id="quick")] if quick else []), sweep])


class _Killer:
    """Kills a command at moments spread evenly over the time that it takes, until so many were killed."""

    def __init__(self, wanted: int, seconds: float, pile: int) -> None:
        self.seed = random.randrange(2**32)
        self._chance = random.Random(self.seed)
        self._left, self._seconds, self._pile = wanted, seconds, pile
        sys.stdout.write(f"seed {self.seed}, {wanted} kills within {seconds:.2f} s\n")

    def piles(self, counted: Tries, start: Callable[[float], Ended], after: Callable[[], None]) -> Iterator[str]:
        """After each pile of kills, gives the words to say if what stands then is wrong."""
        while self._left > 0:
            for _ in range(min(self._pile, self._left)):
                moment = self._chance.uniform(0, self._seconds)
                ended = start(moment)
                assert ended.was_killed or ended.code in {0, 1}, ended.words[-600:]
                assert "Traceback" not in ended.words, f"seed {self.seed}: {ended.words[-600:]}"
                after()
                if not ended.was_killed:
                    break  # it came to its end first: no try, and nothing is left to disturb
                self._left -= 1
                counted.survived()
            yield f"seed {self.seed}, {self._left} kills before the end"


@_kills("land", quick=6)
def test_landing(landing: Scene, light: Warm, fault_ledger: FaultLedger, wanted: int) -> None:
    undisturbed = undisturbed_landing(landing, light)
    before = landing.restore()
    command = ("land", str(landing.home / "landing"), str(landing.outside))
    seconds = light.dwsc(landing.home, *command).seconds
    before = landing.restore()

    def after() -> None:
        assert_published_unchanged(landing.home, before)
        assert_nothing_lost(landing.home, landing.files, landing.outside)

    def start(moment: float) -> Ended:
        return light.dwsc(landing.home, *command, kill_after=moment)

    killer = _Killer(wanted, seconds, PILE["land"])
    with tries(fault_ledger, 1, "landing killed at random moments") as counted:
        for words in killer.piles(counted, start, after):
            land_all(landing, light)
            assert standing(landing.home) == undisturbed, words
            assert_nothing_lost(landing.home, landing.files)
            landing.restore()


@_kills("fetch", quick=4)
def test_fetching(tmp_path: Path, light: Warm, fault_ledger: FaultLedger, wanted: int) -> None:
    with IlostatService(many(6)) as service:
        command = ("fetch", "--all", "--no-dictionaries")
        homes = [tmp_path / "home_0"]
        seconds = light.dwsc(homes[0], *command, environment=environment(homes[0], service)).seconds
        homes.append(tmp_path / "home_1")

        def start(moment: float) -> Ended:
            return light.dwsc(homes[-1], *command, environment=environment(homes[-1], service), kill_after=moment)

        killer = _Killer(wanted, seconds, PILE["fetch"])
        with tries(fault_ledger, 1, "fetching killed at random moments") as counted:
            for words in killer.piles(counted, start, lambda: None):
                ended = light.dwsc(homes[-1], *command, environment=environment(homes[-1], service))
                assert ended.code == 0, f"{words}: {ended.words[-600:]}"
                _assert_fetched(homes[-1], service)
                homes.append(tmp_path / f"home_{len(homes)}")


def _assert_fetched(home: Path, service: IlostatService) -> None:
    for dataset in service.held.values():
        assert len(snapshot_ids(home, dataset.code)) == 1, dataset.code
        assert_landed_as_served(home, dataset)
        assert status(home, dataset.code)["is_stale"] is False
    assert not list((home / "fetch" / "incoming").iterdir())
    assert not list((home / "snapshots").rglob("*.partial"))


@_kills("publish", quick=6)
def test_publishing(publishing: Scene, light: Warm, fault_ledger: FaultLedger, wanted: int) -> None:
    publishing.restore()
    seconds = light.step(publishing.home, "publish").seconds
    known = [publishing.restore()]

    def after() -> None:
        if assert_unchanged_or_whole(publishing.home, known[-1]):
            known.append(published(publishing.home))

    def start(moment: float) -> Ended:
        return light.step(publishing.home, "publish", kill_after=moment)

    killer = _Killer(wanted, seconds, PILE["publish"])
    with tries(fault_ledger, 1, "publishing killed at random moments") as counted:
        for words in killer.piles(counted, start, after):
            ended = light.step(publishing.home, "publish")
            assert ended.code == 0, f"{words}: {ended.words}"
            assert assert_published_whole(publishing.home) == ended.words, words
            assert not [path for path in (publishing.home / "releases").iterdir() if path.name.startswith(".")]
            known.append(publishing.restore())


@_kills("run", quick=0)  # a whole run takes too long for `make test`
def test_whole_runs(running: Scene, heavy: Warm, fault_ledger: FaultLedger, wanted: int) -> None:
    """A kill within the build leaves nothing to build upon, so every second run begins from a home put back."""
    undisturbed, seconds = undisturbed_run(running, heavy)
    known, done = [running.restore()], [0]

    def after() -> None:
        done[0] += 1
        if assert_unchanged_or_whole(running.home, known[-1]):
            assert_rerun_converges(running.home, undisturbed)
        if done[0] % 2:
            known.append(running.restore())
        else:
            known.append(published(running.home))

    def start(moment: float) -> Ended:
        return heavy.run(running.home, kill_after=moment)

    killer = _Killer(wanted, seconds, PILE["run"])
    with tries(fault_ledger, 1, "whole runs killed at random moments") as counted:
        for words in killer.piles(counted, start, after):
            ended = heavy.run(running.home)
            assert ended.code == 0, f"{words}: {ended.words[-900:]}"
            assert_rerun_converges(running.home, undisturbed)
            known.append(running.restore())
