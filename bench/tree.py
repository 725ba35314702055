"""What a command and everything that it starts use: processor time and memory of all its processes together.

Owns: finding the processes (the JVM of Spark is one of them), and adding up what they used.
Never: knows what is measured; counts memory twice that processes share.
"""

import contextlib
import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.measure import ROOT

_PAUSE = 0.5  # seconds between two looks: what a process used after the last one, and peaks in between, are missed
Key = tuple[int, float]


@dataclass(frozen=True)
class Used:
    """Wall seconds, processor seconds of all processes, and the largest sum of their memory (PSS) in MB."""

    seconds: float
    cpu_seconds: float
    megabytes: float


def used_by(command: Sequence[str | Path], log: Path, **environment: str) -> Used:
    """Run a command once, with what it says in a log.

    Raises:
        SystemExit: it failed; the message names its log.
    """
    before = time.monotonic()
    with log.open("wb") as said:
        started = psutil.Popen(
            [str(part) for part in command],
            env=os.environ | environment,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    known: dict[Key, psutil.Process] = {}
    spent: dict[Key, float] = {}
    peak = 0
    try:
        while started.poll() is None:
            _find(started.pid, known)
            peak = max(peak, _look(known, spent))
            time.sleep(_PAUSE)
        seconds = time.monotonic() - before
        _look(known, spent)  # a process that outlives its parent has used more since
    finally:  # nothing is left behind that nobody measures, after Ctrl-C either
        _stop(known)
    if started.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {started.returncode}: see {log}")
    return Used(seconds, sum(spent.values()), peak / 2**20)


def _stop(known: dict[Key, psutil.Process]) -> None:
    for process in known.values():
        with contextlib.suppress(psutil.Error):
            process.kill()


def _find(parent: int, known: dict[Key, psutil.Process]) -> None:
    """Add the command and its descendants; one that is known stays so when its parent ends before it."""
    for process in [parent, *(one.pid for one in known.values())]:
        with contextlib.suppress(psutil.Error):
            top = psutil.Process(process)
            for one in [top, *top.children(recursive=True)]:
                known.setdefault((one.pid, one.create_time()), one)


def _look(known: dict[Key, psutil.Process], spent: dict[Key, float]) -> int:
    """Note the processor time that each process has used so far, and return the memory of all in bytes."""
    memory = 0
    for key, process in list(known.items()):
        try:
            times = process.cpu_times()
            spent[key] = times.user + times.system
            memory += process.memory_full_info().pss
        except psutil.NoSuchProcess:
            del known[key]
        except psutil.Error:
            continue  # it is ending: what it used is known from the look before
    return memory
