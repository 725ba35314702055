"""One landing at a time.

Owns: the lock of whoever lands files in a home, and the place where snapshots are prepared meanwhile.
Never: lands anything; touches a snapshot that stands.
"""

import contextlib
import shutil
from collections.abc import Iterator

from filelock import FileLock, Timeout

from warehouse.disk import disk_trouble
from warehouse.errors import LockedError
from warehouse.settings import Settings
from warehouse.snapshots import clear_incoming, incoming

_LOCK_SECONDS = 600


@contextlib.contextmanager
def door(settings: Settings) -> Iterator[None]:
    """Hold the door of a home, with a clean place to prepare snapshots in.

    Raises:
        LockedError: another landing in this home does not end.
        WarehouseError: the disk is full or may not be written.
    """
    with disk_trouble(settings.home, "landing files"), _landing_lock(settings):
        clear_incoming(settings)
        incoming(settings).mkdir(parents=True, exist_ok=True)
        try:
            yield
        finally:
            shutil.rmtree(incoming(settings), ignore_errors=True)


@contextlib.contextmanager
def _landing_lock(settings: Settings) -> Iterator[None]:
    settings.home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.home / "landing.lock")
    try:
        lock.acquire(timeout=_LOCK_SECONDS)
    except Timeout as error:
        raise LockedError(f"Another landing in {settings.home} has not ended. Wait for it, then try again.") from error
    try:
        yield
    finally:
        lock.release()
