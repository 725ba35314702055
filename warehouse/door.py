"""One landing at a time.

Owns: the lock of whoever lands files in a home, and the place where snapshots are prepared meanwhile.
Never: lands anything; touches a snapshot that stands.
"""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse.disk import disk_trouble
from warehouse.errors import LockedError
from warehouse.home_folder import make_home
from warehouse.settings import Settings
from warehouse.snapshots import clear_incoming, incoming
from warehouse.store.place import shared_place

_LOCK_SECONDS = 600


@contextlib.contextmanager
def door(settings: Settings) -> Iterator[None]:
    """Hold the door of a home, with a clean place to prepare snapshots in.

    Raises:
        LockedError: another landing in this home, or in the folder of snapshots, does not end.
        StoreError: the folder that DWSC_SNAPSHOTS names is not there.
        WarehouseError: the disk is full or may not be written.
    """
    with (
        disk_trouble(disk_of(settings), "landing files"),
        _landing_lock(settings),
        shared_place(settings, _LOCK_SECONDS),
    ):
        clear_incoming(settings)
        incoming(settings).mkdir(parents=True, exist_ok=True)
        try:
            yield
        finally:
            shutil.rmtree(incoming(settings), ignore_errors=True)


def disk_of(settings: Settings) -> Path:
    """Where most of what a landing writes lies."""
    return settings.snapshots_folder if settings.are_snapshots_elsewhere else settings.home


@contextlib.contextmanager
def _landing_lock(settings: Settings) -> Iterator[None]:
    make_home(settings)
    lock = FileLock(settings.home / "landing.lock")
    try:
        lock.acquire(timeout=_LOCK_SECONDS)
    except Timeout as error:
        raise LockedError(f"Another landing in {settings.home} has not ended. Wait for it, then try again.") from error
    try:
        yield
    finally:
        lock.release()
