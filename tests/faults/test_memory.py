"""Memory runs out: DuckDB spills to disk or says so, a process that may have no more ends with a plain sentence."""

import gzip
from pathlib import Path

import pytest

from support import release_build
from support.fault_ledger import FaultLedger
from support.fault_scenes import Scene
from support.first_release import INSPECTORS
from support.invariants import (
    assert_clear_error,
    assert_published_unchanged,
    assert_published_whole,
    assert_unchanged_or_whole,
    tries,
)
from support.warm import Warm

_MB = 2**20


def test_publishing_with_little_memory(publishing: Scene, light: Warm, fault_ledger: FaultLedger) -> None:
    with tries(fault_ledger, 37, "publishing with little memory for DuckDB") as counted:
        for limit in ("1MB", "8MB", "24MB", "64MB", "512MB"):
            before = publishing.restore()
            release_build.make_build(publishing.home / "warehouse.duckdb", rows=400_000, stamp="large")
            ended = light.step(publishing.home, "publish", environment={"DWSC_MEMORY_LIMIT": limit})
            if not assert_unchanged_or_whole(publishing.home, before):
                assert_clear_error(ended, must_name=["memory", "DWSC_MEMORY_LIMIT", "last release still stands"])
            counted.survived()
        assert_published_whole(publishing.home)
        assert ended.code == 0, "half a gigabyte must do"


@pytest.mark.parametrize("more", [8, 64, 192])
def test_landing_where_the_process_may_have_no_more(
    landing: Scene, light: Warm, fault_ledger: FaultLedger, tmp_path: Path, more: int
) -> None:
    """The address space ends so many MB above what the process holds; the file is of a size that needs some."""
    with tries(fault_ledger, 37, "landing with little memory for the process") as counted:
        before = landing.restore()
        lines = (landing.home / "landing" / INSPECTORS).read_text(encoding="utf-8").splitlines(keepends=True)
        large = landing.home / "landing" / "LAI_INDE_NOC_RT_A-20260401T0718.csv.gz"
        with gzip.open(large, "wt", encoding="utf-8") as file:
            file.writelines(lines)
        ended = light.dwsc(landing.home, "land", str(large), more_memory=more * _MB)
        assert_published_unchanged(landing.home, before)
        if ended.code != 0:
            assert_clear_error(ended, must_name=["memory"])
            assert large.is_file()
        again = light.dwsc(landing.home, "land", str(large))
        assert "Traceback" not in again.words
        assert not large.exists(), again.words
        counted.survived()
