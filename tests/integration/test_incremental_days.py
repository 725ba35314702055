"""A run for another day upon the build of the day before gives the same release as one that builds everything."""

from pathlib import Path

import pytest

from support.first_release import FirstRelease
from support.histories import assert_equals_a_full_run, run


@pytest.mark.slow
def test_the_day_moves_back_and_forth(first_release: FirstRelease, tmp_path: Path) -> None:
    """On the first day two of the sample's vintages are not known yet."""
    home = first_release.copy_home(tmp_path / "home")
    for day in ("2026-03-05", "2026-06-29", "2026-06-30"):
        run(home, "--as-of", day)
        assert_equals_a_full_run(home, "--as-of", day)
