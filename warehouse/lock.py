"""One writer at a time.

Owns: the lock on a home's build file, held by a run from its first step to its last and freed by the system if it dies.
Never: waits; removes a lock that a living process holds.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime

from filelock import FileLock, Timeout

from warehouse.crash import crash_at
from warehouse.disk import disk_trouble
from warehouse.errors import LockedError
from warehouse.home_folder import make_home
from warehouse.settings import Settings

_held: dict[str, FileLock] = {}


def acquire(settings: Settings, run_id: str) -> None:
    """Take the home's lock for a run; asking again for a home this process holds is allowed.

    Raises:
        LockedError: another process holds it; the message says which run, since when and its process id.
        WarehouseError: the disk is full, or the home cannot be made or written.
    """
    key = str(settings.lock_file)
    if key in _held:
        return
    with disk_trouble(settings.home, "taking the lock of the build"):
        _held[key] = _take(settings)
        note = {"run_id": run_id, "since": datetime.now(UTC).isoformat(timespec="seconds"), "process": os.getpid()}
        settings.lock_file.with_suffix(".json").write_text(json.dumps(note))
    crash_at("build lock held")


def _take(settings: Settings) -> FileLock:
    make_home(settings)
    lock = FileLock(str(settings.lock_file))
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise LockedError(_who_holds_it(settings)) from error
    return lock


def release(settings: Settings) -> None:
    """Give the lock back; nothing happens when it is not held."""
    lock = _held.pop(str(settings.lock_file), None)
    if lock:
        settings.lock_file.with_suffix(".json").unlink(missing_ok=True)
        lock.release()


@contextlib.contextmanager
def build_lock(settings: Settings, run_id: str) -> Iterator[None]:
    """Hold the home's lock inside a `with` block.

    Raises:
        LockedError: another process holds it.
    """
    acquire(settings, run_id)
    try:
        yield
    finally:
        release(settings)


def _who_holds_it(settings: Settings) -> str:
    try:
        note = json.loads(settings.lock_file.with_suffix(".json").read_text())
        holder = f"Run {note['run_id']} (process {note['process']}) holds the build since {note['since']}."
    except (OSError, ValueError, KeyError):
        holder = "Another run holds the build."
    return f"{holder} Only one run may write {settings.home} at a time. Wait until it ends, then run again."
