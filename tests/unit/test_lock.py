"""Two runs never write one home, and a dead run never blocks the next."""

import os
import signal
import subprocess
import sys

import pytest

from warehouse import lock
from warehouse.errors import LockedError
from warehouse.settings import Settings

HOLDER = """
import sys, time
from pathlib import Path
from warehouse import lock
from warehouse.settings import get_settings
lock.acquire(get_settings(home=Path(sys.argv[1])), "20260101_000000")
print("held", flush=True)
time.sleep(60)
"""


def _start_holder(settings: Settings) -> subprocess.Popen[str]:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(settings.home)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == "held"
    return holder


def test_the_second_run_is_told_who_holds_the_lock(settings: Settings) -> None:
    holder = _start_holder(settings)
    try:
        with pytest.raises(LockedError, match=f"Run 20260101_000000 \\(process {holder.pid}\\) holds the build since"):
            lock.acquire(settings, "another")
    finally:
        holder.kill()
        holder.wait()


def test_a_killed_holder_frees_the_lock_at_once(settings: Settings) -> None:
    holder = _start_holder(settings)
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with lock.build_lock(settings, "next"):
        assert settings.lock_file.exists()


def test_the_same_process_may_ask_again_and_gives_the_lock_back(settings: Settings) -> None:
    with lock.build_lock(settings, "first"):
        lock.acquire(settings, "first")
    holder = _start_holder(settings)  # another process gets it, so it was given back
    try:
        with pytest.raises(LockedError):
            lock.acquire(settings, "second")
    finally:
        holder.kill()
        holder.wait()
