"""A file that came cut lands as a newer vintage, and a release in which its rows are missing is never published."""

from pathlib import Path

import pytest

from support.faults import dwsc, published
from support.first_release import INSPECTORS, FirstRelease
from support.histories import change_file, without_last_row

pytestmark = [pytest.mark.slow, pytest.mark.fault(12)]


def _first_third(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(lines[: len(lines) // 3])


def test_a_cut_file_stops_the_release_and_the_whole_one_mends_it(first_release: FirstRelease, tmp_path: Path) -> None:
    home = first_release.copy_home(tmp_path / "home")
    before = published(home)
    change_file(home, first_release.sample, INSPECTORS, stamp="20260402T0800", change=_first_third)
    stopped = dwsc(home, "run")
    said = " ".join(stopped.stdout.split())
    assert stopped.returncode == 1
    assert "DWSC-CMP-00" in said
    assert "LAI_INDE_NOC_RT_A" in said
    assert "declared_losses.csv" in said
    assert published(home) == before

    change_file(home, first_release.sample, INSPECTORS, stamp="20260403T0800", change=without_last_row)
    mended = dwsc(home, "run")
    assert mended.returncode == 0, mended.stdout + mended.stderr
