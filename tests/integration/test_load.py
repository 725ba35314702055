"""Readers keep reading while a run builds and publishes: no page fails, and none shows two releases at once."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bench.load import Load, under_load
from bench.sessions import Seen
from support.faults import DWSC, current_release
from support.first_release import FirstRelease
from warehouse.settings import PROJECT_ROOT

PAGES = ["overview", "milestones", "indicator", "coverage", "quality"]
READERS = 10


def _said(page: str, release: str, text: str) -> Seen:
    return Seen(page, 0.1, [f":gray[Release] **{release}** :gray[· figures as of]", text], [])


OLD, NEW = "20260101_000000", "20260102_000000"


def test_a_page_of_two_releases_is_noticed() -> None:
    load = Load(1, seen=[_said("overview", OLD, f"Source: x · release {NEW}")], quiet=[_said("overview", OLD, "12")])
    assert load.mixed == [f"overview: ['{OLD}', '{NEW}']"]


def test_a_figure_of_another_release_is_noticed() -> None:
    quiet = [_said("overview", OLD, "12 of 20"), _said("overview", NEW, "13 of 20")]
    assert Load(1, seen=[_said("overview", OLD, "12 of 20")], quiet=quiet).mixed == []
    stale = Load(1, seen=[_said("overview", NEW, "12 of 20")], quiet=quiet)
    assert stale.mixed == [f"overview: not what release {NEW} shows at rest"]


def test_a_page_that_fails_or_names_no_release_is_noticed() -> None:
    failed = Load(1, seen=[Seen("overview", failures=["ReleaseError: gone"])])
    assert failed.failures == ["overview: ReleaseError: gone", "overview: no release is named"]


@pytest.mark.fault(14)
@pytest.mark.slow
def test_ten_readers_while_a_run_publishes(first_release: FirstRelease, tmp_path: Path) -> None:
    home = first_release.copy_home(tmp_path / "home")
    before = current_release(home)

    def run() -> int:
        shutil.copy(first_release.sample / "milestone_register_2024H2.xlsx", home / "landing")
        command = [DWSC, "run"]
        ended = subprocess.run(
            command, env=os.environ | {"DWSC_HOME": str(home)}, cwd=PROJECT_ROOT, capture_output=True, timeout=900
        )
        return ended.returncode

    load = under_load(home, READERS, PAGES, run)
    after = current_release(home)
    assert load.run_code == 0
    assert after > before
    assert load.failures == []
    assert load.mixed == []
    assert set(load.by_release) == {before, after}
    assert len(load.seen) > 2 * READERS
    assert load.peak_mb < 3 * max(load.idle_mb, 500)
    rest = {(one.page, *one.releases): one.fingerprint for one in load.quiet}
    assert rest["milestones", before] != rest["milestones", after], "the two must differ, or nothing was tried"
