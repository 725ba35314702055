"""Two runs at once, a run that hangs, and a run whose parent is killed: one writes, the lock dies with its holder."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.fault_ledger import FaultLedger
from support.faults import DWSC
from support.invariants import assert_clear_error, tries
from support.warm import Warm
from warehouse.settings import PROJECT_ROOT

_HANG = {"DWSC_CRASH_AT": "hang:build lock held"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def holder(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A `dwsc run` whose child process holds the build and does not go on."""
    process = subprocess.Popen(
        [DWSC, "run"],
        env=os.environ | _HANG | {"DWSC_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=PROJECT_ROOT,
    )
    deadline = time.monotonic() + 120
    while not (home / "build.json").is_file():
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    yield process
    process.kill()
    process.wait()


def _holder_of(home: Path) -> int:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            return int(json.loads((home / "build.json").read_text())["process"])
        except ValueError:  # it is being written
            time.sleep(0.01)
    raise AssertionError("nobody holds the build")


def test_the_second_run_is_refused_at_once_and_the_lock_dies_with_its_holder(
    home: Path, holder: subprocess.Popen[bytes], light: Warm, fault_ledger: FaultLedger
) -> None:
    with tries(fault_ledger, 13, "a second run while one is at work") as counted:
        first = _holder_of(home)
        seconds = []
        for _ in range(5):
            refused = light.run(home)
            assert_clear_error(refused, must_name=["holds the build since", str(first), str(home)])
            seconds.append(refused.seconds)
            counted.survived()
        assert min(seconds) < 1, seconds
        holder.send_signal(signal.SIGKILL)  # the command; its child, which holds the lock, dies with it
        holder.wait()
        deadline = time.monotonic() + 10
        while "holds the build" in (after := light.run(home)).words:
            assert time.monotonic() < deadline, "the lock outlived its holder"
        assert_clear_error(after, must_name=["nothing to build from", "dwsc land"])
        counted.survived()


def test_a_run_without_any_room_says_so(home: Path, light: Warm, fault_ledger: FaultLedger) -> None:
    """It fails where it takes the lock, or before: the command itself keeps what its child says in a file."""
    with tries(fault_ledger, 2, "a run that may not write a byte") as counted:
        for limit in (0, 20, 60):
            assert_clear_error(light.run(home, file_limit=limit), must_name=["disk"])
            assert_clear_error(light.dwsc(home, "run", file_limit=limit), must_name=["disk"])
            counted.survived()
        assert_clear_error(light.run(home), must_name=["nothing to build from"])


def test_a_run_that_hangs_is_stopped_and_says_that_it_timed_out(
    home: Path, light: Warm, fault_ledger: FaultLedger
) -> None:
    with tries(fault_ledger, 38, "a run that hangs") as counted:
        late = light.dwsc(home, "run", environment=_HANG | {"DWSC_RUN_SECONDS": "4"})
        assert_clear_error(late, must_name=["timed out", "4 seconds", "DWSC_RUN_SECONDS", "No release was published"])
        kept = [path.read_text() for path in home.rglob("*.json") if path.is_file()]
        assert any("timed out" in text for text in kept), "it must be written down for whoever is told of failures"
        after = light.run(home)
        assert_clear_error(after, must_name=["nothing to build from"])
        counted.survived()
