"""Helpers of the fault tests: run the command as a user does, kill it, starve it of disk, compare what is published."""

import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from warehouse.settings import PROJECT_ROOT

DWSC = Path(sys.executable).parent / "dwsc"


def dwsc(home: Path, *arguments: str, file_limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run one command to its end; no file may grow past `file_limit` bytes, which is what a full disk looks like."""

    def starve() -> None:
        if file_limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))

    environment = os.environ | {"DWSC_HOME": str(home)}
    return subprocess.run(
        [DWSC, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        cwd=PROJECT_ROOT,
        preexec_fn=starve,
        timeout=300,
    )


def kill_when(home: Path, arguments: list[str], condition: Callable[[], bool], *, whole_group: bool) -> bool:
    """Start a command and SIGKILL it once `condition` holds; say whether it was killed before it ended by itself."""
    environment = os.environ | {"DWSC_HOME": str(home)}
    process = subprocess.Popen(
        [DWSC, *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=PROJECT_ROOT,
        start_new_session=True,
    )
    deadline = time.monotonic() + 240
    while process.poll() is None and not condition():
        if time.monotonic() > deadline:
            os.killpg(process.pid, signal.SIGKILL)
            raise TimeoutError("the moment to kill never came")
        time.sleep(0.005)
    killed = process.poll() is None
    if killed and whole_group:
        os.killpg(process.pid, signal.SIGKILL)
    elif killed:
        process.kill()
    process.wait()
    return killed


def published(home: Path) -> dict[str, str]:
    """The SHA-256 of each file of the current release, and the pointer; empty where nothing is published."""
    pointer = home / "releases" / "current.json"
    if not pointer.exists():
        return {}
    folder = home / "releases" / json.loads(pointer.read_text())["release_id"]
    files = [pointer, *sorted(path for path in folder.rglob("*") if path.is_file())]
    return {str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def current_release(home: Path) -> str:
    """The id that the pointer names."""
    return str(json.loads((home / "releases" / "current.json").read_text())["release_id"])
