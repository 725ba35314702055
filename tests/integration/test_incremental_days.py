"""A run for another day upon the build of the day before gives the same release as one that builds everything."""

from pathlib import Path

import pytest

from support.first_release import FirstRelease
from support.histories import assert_equals_a_full_run, run


@pytest.mark.slow
def test_the_day_moves_back_and_forth(first_release: FirstRelease, tmp_path: Path) -> None:
    """Back from the last day of the first release to one on which two of its vintages are not known yet, and forth."""
    home = first_release.copy_home(tmp_path / "home")
    for day in ("2026-03-05", "2026-06-30"):
        run(home, "--as-of", day)
        assert_equals_a_full_run(home, "--as-of", day)
