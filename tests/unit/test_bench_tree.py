"""What a command and its children used is counted, and a command that fails tells why."""

import sys
from pathlib import Path

import pytest

from bench.tree import used_by

_HELD = 300  # MB
_CHILD = f"import time; held = bytearray({_HELD} << 20); sum(range(60_000_000)); time.sleep(1.5)"


def test_memory_and_processor_time_of_a_child_are_counted(tmp_path: Path) -> None:
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {_CHILD!r}], check=True)"
    used = used_by([sys.executable, "-c", parent], tmp_path / "log")
    assert used.seconds > 1.5
    assert used.cpu_seconds > 0.2
    assert _HELD < used.megabytes < _HELD + 100


def test_what_two_processes_share_is_counted_once(tmp_path: Path) -> None:
    parent = f"""
import mmap, os, time
shared = mmap.mmap(-1, {_HELD} << 20)
for _ in range({_HELD}):
    shared.write(b"x" * (1 << 20))
child = os.fork()
if not child:
    sum(shared[place] for place in range(0, len(shared), 4096))
time.sleep(2)
if child:
    os.wait()
"""
    used = used_by([sys.executable, "-c", parent], tmp_path / "log")
    assert _HELD < used.megabytes < 2 * _HELD


def test_a_command_that_fails_ends_with_what_it_said_last(tmp_path: Path) -> None:
    failing = "import sys; print(*range(1000), sep='\\n'); sys.exit('the reason')"
    with pytest.raises(SystemExit, match="ended with 1") as told:
        used_by([sys.executable, "-c", failing], tmp_path / "log")
    assert str(told.value).splitlines()[-1] == "the reason"
    assert "\n998\n999\n" in str(told.value)
    assert "\n100\n" not in str(told.value)
