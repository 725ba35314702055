"""The whole graph.

Owns: what a run of the sample costs when it is the first, when all is built again, and when nothing changed.
Never: measures a home that was used before.
"""

import os
import subprocess
from pathlib import Path

from bench.measure import DWSC, ROOT, Measured, median, once, table


def tables(work: Path, times: int) -> list[str]:
    """The table of runs over the sample."""
    rounds = [_round(work / f"sample_{number}") for number in range(times)]
    measured = {name: median([one[name] for one in rounds]) for name in rounds[0]}
    return [table("The whole graph on the sample", measured, "first run")]


def _round(home: Path) -> dict[str, Measured]:
    environment = {"DWSC_HOME": str(home)}
    subprocess.run([DWSC, "sample"], env=os.environ | environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return {
        "first run": once([DWSC, "run"], **environment),
        "run --full": once([DWSC, "run", "--full"], **environment),
        "nothing changed": once([DWSC, "run"], **environment),
    }
