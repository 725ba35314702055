"""A run that builds only what changed gives the same release as one that builds everything, whatever came in before.

Histories with a kill are in `test_incremental_killed`, those of another day in `test_incremental_days`. One home for
the whole module; the tests run in the order in which they stand, each on what the one before left.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import faults
from support.first_release import COMPLIANCE, INFORMAL, INSPECTORS, FirstRelease
from support.histories import assert_equals_a_full_run, change_file, plan, run, without_last_row, without_last_two_rows

pytestmark = pytest.mark.slow

FILES = (INFORMAL, INSPECTORS, COMPLIANCE, "SDG_0922_NOC_RT_A-full-2024-02-14.csv")


@pytest.fixture(scope="module")
def sample(first_release: FirstRelease) -> Path:
    return first_release.sample


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, first_release: FirstRelease) -> Path:
    return first_release.copy_home(tmp_path_factory.mktemp("incremental") / "home")


def test_two_changed_at_once_beside_an_older_vintage_an_extract_and_a_refused_file(home: Path, sample: Path) -> None:
    """The older vintage was known before the current one of its dataset; of one dataset two vintages come at once."""
    change_file(home, sample, FILES[1], stamp="20260401T0800", change=without_last_two_rows)
    change_file(home, sample, FILES[1], stamp="20260402T0800", change=without_last_row)
    change_file(home, sample, FILES[3], stamp="20260403T0800", change=without_last_row)
    change_file(home, sample, FILES[0], stamp="20260301T0800", change=without_last_two_rows)
    change_file(home, sample, FILES[2], stamp="filtered-2026-05-20", change=without_last_row)
    (home / "landing" / "page.csv").write_text("<!doctype html><title>504</title>")
    before = faults.current_release(home)
    ran = run(home)
    assert "5 loaded, 1 refused" in ran.stdout
    planned = plan(home)
    assert planned["upon"] is not None, "it was built from nothing"
    assert "strategy.outputs" not in planned["tables"]
    assert "indicators.observations" in planned["tables"]
    folders = [home / "releases" / name / "parquet" / "strategy" / "outputs.parquet"
               for name in (before, faults.current_release(home))]  # fmt: skip
    assert folders[0].stat().st_ino == folders[1].stat().st_ino, "an equal table is written only once"
    assert_equals_a_full_run(home)


def test_a_register(home: Path, sample: Path) -> None:
    shutil.copy(sample / "milestone_register_2024H2.xlsx", home / "landing")
    run(home)
    planned = plan(home)
    assert planned["upon"] is not None
    assert "indicators.observations" not in planned["tables"]
    assert_equals_a_full_run(home)


def test_a_dictionary(home: Path) -> None:
    lines = ["sex,sex.label,sort", "SEX_T,Everybody,1", "SEX_M,Men,2", "SEX_F,Women,3"]
    (home / "landing" / "sex_en.csv").write_text("\n".join(lines) + "\n")
    run(home)
    assert_equals_a_full_run(home)


@pytest.fixture(autouse=True, scope="module")
def _tidy(home: Path) -> Iterator[None]:
    yield
    shutil.rmtree(home.parent, ignore_errors=True)
