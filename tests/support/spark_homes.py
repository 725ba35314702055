"""Two homes with the same inputs, one built by DuckDB and one by Spark, made once for all tests that compare them.

Owns: what is landed in both, the two runs, and the cluster that builds the second.
Never: compares them (`support.engine_marts` does).
"""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from warehouse.release.pointer import Release, current
from warehouse.settings import child_environment, get_settings

_MADE_BY_A_RUN = ("releases", "runs", "dagster", "alerts", "warehouse*", "*.lock")
DWSC = str(Path(sys.executable).parent / "dwsc")


@dataclass(frozen=True)
class Pair:
    """The two homes, and what the run on Spark said."""

    duckdb: Path
    spark: Path
    said: str

    def releases(self) -> tuple[Release, Release]:
        """What each of them published: DuckDB's first."""
        found = [current(get_settings(home=home)) for home in (self.duckdb, self.spark)]
        assert found[0] is not None
        assert found[1] is not None
        return found[0], found[1]


def dwsc(home: Path, *arguments: str, **more: str) -> str:
    """Run one command in a home, and return what it said; fails where it failed."""
    environment = {name: value for name, value in child_environment().items() if not name.startswith("DWSC_")}
    done = subprocess.run(
        [DWSC, *arguments],
        env=environment | {"DWSC_HOME": str(home), **more},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def make_pair(
    folder: Path, land: Sequence[Sequence[str]], spark: dict[str, str], disturb: Callable[[Path], None] | None = None
) -> Pair:
    """Land once and run; then let Spark build from the same snapshots, in a home that has no release yet.

    Args:
        folder: where both homes are made.
        land: commands that bring the inputs.
        spark: settings of the run on Spark.
        disturb: called beside the run on Spark with its home.
    """
    one, other = folder / "duckdb", folder / "spark"
    for arguments in land:
        dwsc(one, *arguments)
    dwsc(one, "run")
    shutil.copytree(one, other, ignore=shutil.ignore_patterns(*_MADE_BY_A_RUN))
    beside = threading.Thread(target=disturb, args=[other]) if disturb else None
    if beside:
        beside.start()
    said = dwsc(other, "run", DWSC_ENGINE="spark", **spark)
    if beside:
        beside.join()
    return Pair(one, other, said)


def wait_for_node(home: Path, number: int, seconds: float = 600) -> None:
    """Wait until dbt has begun the node of this number in the run of a home."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for log in home.glob("runs/*/dbt/tables/dbt.log"):
            if f" {number} of " in log.read_text(encoding="utf-8", errors="replace"):
                return
        time.sleep(0.5)
    raise AssertionError(f"dbt did not come to node {number}")
