"""Writing to disk so that a kill or a full disk leaves whole files or none.

Owns: replacing a file at once, syncing, and the plain sentence for disk trouble.
Never: knows what is inside a file; deletes a finished file.
"""

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb

from warehouse.crash import crash_at
from warehouse.errors import WarehouseError

PARTIAL = ".partial"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FAILING = {errno.EIO, errno.ENXIO, errno.ENODEV, errno.ESTALE, errno.ETIMEDOUT}
_MB = 2**20
_SIGNS = ("no space left", "disk quota exceeded", "file too large", "max_temp_directory_size")


def sync_folder(folder: Path) -> None:
    """Make names in a folder survive a power loss."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make the content of a file survive a power loss."""
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def replace_text(path: Path, text: str) -> None:
    """Write a small text file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}{PARTIAL}")
    try:
        with partial.open("w", encoding="utf-8") as handle:
            handle.write(text)
            handle.flush()
            os.fsync(handle.fileno())
        crash_at("text written beside its place")
        partial.replace(path)
        crash_at("text in its place")
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(path.parent)


def put(path: Path, target: Path, *, may_link: bool) -> str:
    """Put the content of a file under a second name, whole or not at all; gives that name.

    Args:
        path: the file; it stays.
        target: the second name.
        may_link: both names may share the bytes, because the first is about to be removed and nobody writes to it.
    """
    partial = target.with_name(f".{target.name}{PARTIAL}")
    try:
        if not (may_link and _link(path, partial)):
            shutil.copyfile(path, partial)
        crash_at("file copied beside its place")
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(target.parent)
    return target.name


def _link(path: Path, target: Path) -> bool:
    """Whether the disk could give the file a second name."""
    target.unlink(missing_ok=True)
    try:
        os.link(path, target)
    except OSError as error:
        if error.errno in _FULL:
            raise
        return False
    return True


@contextlib.contextmanager
def disk_trouble(folder: Path, doing: str) -> Iterator[None]:
    """Turn a full, failing or unwritable disk, or memory that ran out, into one sentence.

    Args:
        folder: where was being written.
        doing: what was being done, to follow "while", such as "landing prices.csv".

    Raises:
        WarehouseError: the disk is full or fails, the folder cannot be written, or memory ran out.
    """
    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException, MemoryError) as error:
        if any(sign in str(error).lower() for sign in _SIGNS):
            raise WarehouseError(_full(folder, doing)) from error
        if isinstance(error, duckdb.IOException):
            raise
        raise WarehouseError(_out_of_memory(doing)) from error
    except OSError as error:
        if error.errno in _FULL:
            raise WarehouseError(_full(folder, doing)) from error
        if error.errno in _FAILING:
            raise WarehouseError(_failing(error, folder, doing)) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            where = error.filename2 or error.filename or folder
            raise WarehouseError(
                f"{where} may not be read or written while {doing}. Allow it, then try again."
            ) from error
        raise


def refuse_full_disk(folder: Path, needed: int, doing: str) -> None:
    """Stop before anything is written where there is too little room for it.

    Args:
        folder: where is to be written; it need not be there yet.
        needed: bytes.
        doing: what is to be done, such as "landing files".

    Raises:
        WarehouseError: it says how much is needed and how much is free.
    """
    there = next(place for place in (folder, *folder.parents) if place.is_dir())
    free = shutil.disk_usage(there).free
    if free < needed:
        raise WarehouseError(
            f"The disk that holds {folder} is too full for {doing}: {-(-needed // _MB):,} MB are needed, "
            f"{free // _MB:,} MB are free. Nothing was changed. Free some space, or set DWSC_HOME to a folder on a "
            "larger disk."
        )


def _failing(error: OSError, folder: Path, doing: str) -> str:
    where = error.filename2 or error.filename or folder
    return (
        f"The disk failed at {where} while {doing} ({error.strerror}). Nothing half-written was kept. Look after the "
        "disk, then do the same again."
    )


def _out_of_memory(doing: str) -> str:
    return (
        f"Memory ran out while {doing}. Nothing half-written was kept. Raise DWSC_MEMORY_LIMIT, lower DWSC_THREADS or "
        "close other programs, then do the same again."
    )


def _full(folder: Path, doing: str) -> str:
    return (
        f"The disk that holds {folder} is full, or the file-size limit was reached, while {doing}. "
        "Nothing half-written was kept. Free some space, then do the same again."
    )
