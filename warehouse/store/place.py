"""The folder that snapshots lie in.

Owns: whether it is there, and one landing at a time in a folder that several homes share.
Never: makes a folder outside the home: where a disk is not mounted, that would be another, empty one.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse.errors import LockedError, StoreError
from warehouse.settings import Settings

_LOCK = ".landing.lock"


def require_place(settings: Settings) -> None:
    """Stop where a shared folder is not there.

    Raises:
        StoreError: it is not; nothing was changed.
    """
    if settings.are_snapshots_elsewhere and not settings.snapshots_folder.is_dir():
        raise StoreError(
            f"There is no folder {settings.snapshots_folder}, which DWSC_SNAPSHOTS names. Is its disk mounted? A new "
            "one is made by hand, once: mkdir. Nothing was changed."
        )


@contextlib.contextmanager
def shared_place(settings: Settings, seconds: float) -> Iterator[None]:
    """Keep other homes from landing in the same folder; does nothing where snapshots lie in the home.

    Args:
        settings: names home and folder.
        seconds: how long to wait for another home.

    Raises:
        LockedError: another home's landing does not end.
        StoreError: the folder is not there.
    """
    require_place(settings)
    if not settings.are_snapshots_elsewhere:
        yield
        return
    lock = FileLock(settings.snapshots_folder / _LOCK)
    with _taken(lock, settings.snapshots_folder, seconds):
        yield


@contextlib.contextmanager
def _taken(lock: FileLock, folder: Path, seconds: float) -> Iterator[None]:
    try:
        lock.acquire(timeout=seconds)
    except Timeout as error:
        raise LockedError(
            f"Another home lands files in {folder} and has not ended. Wait for it, then try again."
        ) from error
    try:
        yield
    finally:
        lock.release()
