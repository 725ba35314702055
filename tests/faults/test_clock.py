"""Clocks and time zones: whatever this machine takes for the time, the figures are the same and releases keep order."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from support import release_build, sweeps
from support.fault_ledger import FaultLedger
from support.fault_scenes import Scene, land_all, undisturbed_landing, undisturbed_run
from support.invariants import Standing, assert_rerun_converges, standing, table_hashes, tries
from support.warm import Warm
from warehouse.release import pointer
from warehouse.settings import Settings

ZONES = ("Pacific/Pago_Pago", "Pacific/Kiritimati", "Asia/Kathmandu", "America/St_Johns", "Europe/Zurich", "UTC")
# Leap days, the hours that a change of the clocks skips or doubles, the ends of a year and of 32-bit time.
MOMENTS = (
    datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC),
    datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2026, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Zurich")),
    datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Zurich"), fold=1),
    datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo("America/St_Johns"), fold=1),
    datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC),
    datetime(2027, 1, 1, 0, 30, tzinfo=ZoneInfo("Pacific/Kiritimati")),
    datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
)


@pytest.fixture(scope="module")
def landed(landing: Scene, light: Warm) -> Standing:
    return undisturbed_landing(landing, light)


@pytest.mark.parametrize("zone", ZONES)
def test_a_landing_is_the_same_in_every_zone(
    landing: Scene, landed: Standing, light: Warm, fault_ledger: FaultLedger, zone: str
) -> None:
    with tries(fault_ledger, 28, "landing in other time zones") as counted:
        landing.restore()
        land_all(landing, light, environment={"TZ": zone})
        assert standing(landing.home) == landed
        counted.survived()


def test_a_release_is_the_same_in_every_zone(publishing: Scene, light: Warm, fault_ledger: FaultLedger) -> None:
    found = []
    with tries(fault_ledger, 28, "publishing in other time zones") as counted:
        for zone in ZONES:
            publishing.restore()
            made = light.step(publishing.home, "publish", environment={"TZ": zone})
            assert made.code == 0, made.words
            assert abs(datetime.now(UTC) - _when(made.words)) < timedelta(minutes=5), "its id is the time in UTC"
            found.append(table_hashes(publishing.home))
            assert found[-1] == found[0], zone
            counted.survived()


def _when(release_id: str) -> datetime:
    return datetime.strptime(release_id, "%Y%m%d_%H%M%S").replace(tzinfo=UTC)


@pytest.mark.slow
@pytest.mark.parametrize("zone", sweeps.part(ZONES[:3], 3))
def test_a_whole_run_is_the_same_in_every_zone(
    running: Scene, heavy: Warm, fault_ledger: FaultLedger, zone: str
) -> None:
    with tries(fault_ledger, 28, "whole runs in other time zones") as counted:
        undisturbed, _ = undisturbed_run(running, heavy)
        running.restore()
        ran = heavy.run(running.home, "--full", environment={"TZ": zone})
        assert ran.code == 0, ran.words[-900:]
        assert_rerun_converges(running.home, undisturbed)
        counted.survived()


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """This process in another time zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("zone", ZONES, indirect=True)
def test_release_ids_follow_each_other_whatever_the_clock_says(
    settings: Settings, zone: str, fault_ledger: FaultLedger
) -> None:
    """The clock goes from one awkward moment to the next, then back again through all of them."""
    made = [""]
    with tries(fault_ledger, 28, "a clock at awkward moments, going back") as counted:
        for moment in (*MOMENTS, *reversed(MOMENTS)):
            release_id = pointer.new_release_id(settings, clock=_clock(moment), sleep=lambda _seconds: None)
            assert release_id > made[-1], f"{moment} in {zone}"
            assert _when(release_id) >= moment.astimezone(UTC).replace(microsecond=0)
            made.append(release_id)
            (settings.releases / release_id).mkdir(parents=True)
            counted.survived()


def _clock(moment: datetime):
    """A clock that starts at a moment and goes on by a second each time it is asked."""
    asked = iter(range(1_000))
    return lambda: moment + timedelta(seconds=next(asked))


def test_a_clock_that_goes_back_between_two_releases_changes_no_figure(
    settings: Settings, fault_ledger: FaultLedger, tmp_path: Path
) -> None:
    with tries(fault_ledger, 28, "releases after the clock went back") as counted:
        release_build.make_build(settings.build_file)
        first = release_build.publish_build(settings, release_id="20991231_235959")
        before = table_hashes(settings.home)
        second = release_build.publish_build(settings)
        assert second.release_id > first.release_id, "today is long before the newest release, and yet it is newer"
        assert table_hashes(settings.home) == before
        assert [one.release_id for one in pointer.list_releases(settings)] == [first.release_id, second.release_id]
        assert pointer.current(settings) == second
        counted.survived()
