"""Killed at every named moment at which the disk changes: readers keep a whole release, and the same command goes on.

The moments of a whole run are in `test_run_killed`; here are those of landing, fetching, handing in and publishing.
"""

import re
from collections.abc import Iterator

import pytest

from support.crash_moments import ALL, FETCHING, HANDING_IN, LANDING, PUBLISHING
from support.fault_ledger import FaultLedger
from support.fault_scenes import Scene, land_all, undisturbed_landing
from support.faults import published
from support.fetching import assert_landed_as_served, environment, snapshot_ids, status
from support.ilostat_service.datasets import many
from support.ilostat_service.service import IlostatService
from support.invariants import (
    Standing,
    assert_nothing_lost,
    assert_published_unchanged,
    assert_published_whole,
    assert_unchanged_or_whole,
    standing,
    tries,
)
from support.registers import write_good
from support.warm import Warm
from warehouse.settings import PROJECT_ROOT


def test_every_moment_in_the_code_is_tried() -> None:
    marked = [
        moment
        for room in ("warehouse", "dagster_project", "expectations")
        for path in sorted((PROJECT_ROOT / room).rglob("*.py"))
        for moment in re.findall(r'crash_at\((f?"[^"]*"|[^)]*)\)', path.read_text(encoding="utf-8"))
        if path.name != "crash.py"
    ]
    names = [name.strip('"') for name in marked]
    assert [name for name in marked if not name.startswith('"')] == [], "a moment is named by a plain string"
    assert len(names) == len(set(names)), "a moment stands once in the code"
    assert set(names) == {name.partition("#")[0] for name in ALL}


@pytest.fixture(scope="module")
def landed(landing: Scene, light: Warm) -> Standing:
    """What stands when nothing disturbs the landing."""
    return undisturbed_landing(landing, light)


@pytest.mark.parametrize("moment", LANDING)
def test_killed_while_landing(
    landing: Scene, landed: Standing, light: Warm, fault_ledger: FaultLedger, moment: str
) -> None:
    with tries(fault_ledger, 1, f"landing killed at: {moment}") as counted:
        before = landing.restore()
        command = ("land", str(landing.home / "landing"), str(landing.outside))
        killed = light.dwsc(landing.home, *command, environment={"DWSC_CRASH_AT": moment})
        assert killed.was_killed, killed.words
        assert_published_unchanged(landing.home, before)
        assert_nothing_lost(landing.home, landing.files, landing.outside)
        land_all(landing, light)
        assert_published_unchanged(landing.home, before)
        assert_nothing_lost(landing.home, landing.files)
        assert standing(landing.home) == landed
        counted.survived()


@pytest.fixture
def service() -> Iterator[IlostatService]:
    with IlostatService(many(3)) as started:
        yield started


@pytest.mark.parametrize("moment", FETCHING)
def test_killed_while_fetching(
    tmp_path, service: IlostatService, light: Warm, fault_ledger: FaultLedger, moment: str
) -> None:
    with tries(fault_ledger, 1, f"fetching killed at: {moment}") as counted:
        home = tmp_path / "home"
        known = environment(home, service)
        command = ("fetch", "--all", "--no-dictionaries")
        killed = light.dwsc(home, *command, environment=known | {"DWSC_CRASH_AT": moment})
        assert killed.was_killed, killed.words
        went_on = light.dwsc(home, *command, environment=known)
        assert went_on.code == 0, went_on.words
        for dataset in service.held.values():
            assert len(snapshot_ids(home, dataset.code)) == 1
            assert_landed_as_served(home, dataset)
            assert status(home, dataset.code)["is_stale"] is False
        assert not list((home / "fetch" / "incoming").iterdir())
        counted.survived()


@pytest.mark.parametrize("moment", HANDING_IN)
def test_killed_while_handing_in(tmp_path, light: Warm, fault_ledger: FaultLedger, moment: str) -> None:
    with tries(fault_ledger, 1, f"handing in killed at: {moment}") as counted:
        home, register = tmp_path / "home", write_good(tmp_path / "good.csv")
        killed = light.step(home, "hand_in", str(register), environment={"DWSC_CRASH_AT": moment})
        assert killed.was_killed, killed.words
        again = light.step(home, "hand_in", str(register))
        assert again.code == 0, again.words
        lying = [path for path in (home / "landing").iterdir() if path.is_file()]
        assert [path.read_bytes() for path in lying] == [register.read_bytes()]
        counted.survived()


@pytest.mark.parametrize("moment", PUBLISHING)
def test_killed_while_publishing(publishing: Scene, light: Warm, fault_ledger: FaultLedger, moment: str) -> None:
    with tries(fault_ledger, 1, f"publishing killed at: {moment}") as counted:
        before = publishing.restore()
        killed = light.step(publishing.home, "publish", environment={"DWSC_CRASH_AT": moment})
        assert killed.was_killed, killed.words
        moved = assert_unchanged_or_whole(publishing.home, before)
        assert moved == (moment in {"text in its place", "release pointed at"})
        again = light.step(publishing.home, "publish")
        assert again.code == 0, again.words
        assert assert_published_whole(publishing.home) == again.words
        assert published(publishing.home) != before
        assert not [path for path in (publishing.home / "releases").iterdir() if path.name.startswith(".")]
        counted.survived()
