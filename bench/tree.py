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
_LAST_LINES = 40
Key = tuple[int, float]


@dataclass(frozen=True)
class Used:
    """Wall seconds, processor seconds of all processes, and the largest sum of their memory in MB."""

    seconds: float
    cpu_seconds: float
    megabytes: float


def used_by(command: Sequence[str | Path], log: Path, **environment: str) -> Used:
    """Run a command once, with what it says in a log.

    Raises:
        SystemExit: it failed; the message ends with the last lines that it said.
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
        last = "\n".join(log.read_text(errors="replace").splitlines()[-_LAST_LINES:])  # the log goes with its folder
        raise SystemExit(f"{' '.join(map(str, command))} ended with {started.returncode}:\n{last}")
    return Used(seconds, sum(spent.values()), peak / 2**20)


def _stop(known: dict[Key, psutil.Process]) -> None:
    for process in known.values():
        with contextlib.suppress(psutil.Error):
            process.kill()


def _find(parent: int, known: dict[Key, psutil.Process]) -> None:
    """Add the command and its descendants; one that is known stays so when its parent ends before it."""
    children: dict[int, list[psutil.Process]] = {}
    for one in psutil.process_iter():  # one look at the system, however many are known: it must not be felt
        with contextlib.suppress(psutil.Error):
            children.setdefault(one.ppid(), []).append(one)
            if one.pid == parent:
                known.setdefault((one.pid, one.create_time()), one)
    waiting = list(known.values())
    while waiting:
        for one in children.get(waiting.pop().pid, []):
            with contextlib.suppress(psutil.Error):
                key = (one.pid, one.create_time())
                if key not in known:
                    known[key] = one
                    waiting.append(one)


def _look(known: dict[Key, psutil.Process], spent: dict[Key, float]) -> int:
    """Note the processor time that each process has used so far, and return the memory of all in bytes.

    Resident memory less what is shared, and the largest shared part once. PSS would be exact, but the system reads
    every page of a process for it and stops the process meanwhile: a third of a processor for 8 GB, twice a second.
    """
    own, shared = 0, 0
    for key, process in list(known.items()):
        try:
            times, memory = process.cpu_times(), process.memory_info()
            spent[key] = times.user + times.system
            part = getattr(memory, "shared", 0)
            own, shared = own + memory.rss - part, max(shared, part)
        except psutil.NoSuchProcess:
            del known[key]
        except psutil.Error:
            continue  # it is ending: what it used is known from the look before
    return own + shared
