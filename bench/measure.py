"""How a command is measured, and how a table of measurements reads.

Owns: wall time and peak memory of a whole command, taking commands in turn, medians, tables.
Never: knows what is measured.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DWSC = Path(sys.executable).parent / "dwsc"
# `dwsc` ends with 1 where something is refused, such as the planted files of the sample.
_REFUSED = 256


@dataclass(frozen=True)
class Measured:
    """Wall seconds of a command, start-up included, and the peak memory of its largest process in MB."""

    seconds: float
    megabytes: float


def once(command: Sequence[str | Path], **environment: str) -> Measured:
    """Run a command once; its output is thrown away.

    Raises:
        SystemExit: it failed.
    """
    before = time.monotonic()
    process = subprocess.Popen(
        [str(part) for part in command],
        env=os.environ | environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status and (command[0] != DWSC or status != _REFUSED):
        raise SystemExit(f"{' '.join(map(str, command))} ended with {status}")
    return Measured(time.monotonic() - before, usage.ru_maxrss / 1024)


def median(runs: Sequence[Measured]) -> Measured:
    """The median of the seconds and the largest of the memory peaks."""
    return Measured(statistics.median(run.seconds for run in runs), max(run.megabytes for run in runs))


def in_turn(commands: dict[str, Callable[[], Measured]], times: int) -> dict[str, Measured]:
    """Each command once per round, so that a machine that slows down slows all of them."""
    rounds = [{name: command() for name, command in commands.items()} for _ in range(times)]
    return {name: median([measured[name] for measured in rounds]) for name in commands}


def table(title: str, measured: dict[str, Measured], reference: str) -> str:
    """Seconds, the ratio to the reference, and memory, as a Markdown table under a heading."""
    base = measured[reference].seconds
    lines = [f"## {title}", "", f"| what | seconds | times {reference} | peak MB |", "| --- | ---: | ---: | ---: |"]
    lines += [
        f"| {name} | {one.seconds:.2f} | {one.seconds / base:.2f} | {one.megabytes:.0f} |"
        for name, one in measured.items()
    ]
    return "\n".join([*lines, ""])
