"""Files of a release on disk: checksums, sealing, removing, and disk trouble in plain words.

Owns: SHA256SUMS, the read-only bits, the order of writing to disk, and the sentence for a full disk.
Never: knows what is inside a file.
"""

import contextlib
import errno
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import duckdb

from warehouse.disk import file_sha256, sync_file, sync_folder
from warehouse.errors import ReleaseError

SUMS = "SHA256SUMS"
_FULL = {errno.ENOSPC, errno.EDQUOT}
_PLAIN = (
    ("no space left", "the disk is full. Free some space, or set DWSC_HOME to a folder on a larger disk"),
    ("disk quota exceeded", "the disk quota is used up. Free some space, or set DWSC_HOME to a larger disk"),
    ("file too large", "a file grew beyond the size this system allows (file too large). Raise the file-size limit"),
    ("out of memory", "DuckDB ran out of memory. Raise DWSC_MEMORY_LIMIT, or close other programs"),
    ("could not set lock", "the build file is still open in another process. Wait until that run has ended"),
    ("different configuration", "the build file is still open in this process. Close it before publishing"),
    ("unique file handle conflict", "the build file is still open in this process. Close it before publishing"),
)


def files_in(folder: Path) -> list[Path]:
    """List every file under a release folder but its checksum list, sorted by name."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / SUMS)


def write_sums(folder: Path) -> None:
    """Write SHA256SUMS over every other file, in the form that `sha256sum --check` reads."""
    lines = [f"{file_sha256(path)}  {path.relative_to(folder).as_posix()}\n" for path in files_in(folder)]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def read_sums(folder: Path) -> dict[str, str]:
    """Read SHA256SUMS as file name → SHA-256.

    Raises:
        ReleaseError: the list is missing or a line of it cannot be read.
    """
    sums: dict[str, str] = {}
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReleaseError(f"{folder / SUMS} cannot be read: {error}. Restore the release from a backup.") from error
    for number, line in enumerate(lines, start=1):
        digest, gap, name = line.partition("  ")
        if not gap or len(digest) != 64:
            raise ReleaseError(f"{folder / SUMS}, line {number}: {line[:80]!r} is not a checksum and a file name.")
        sums[name] = digest
    return sums


def stated_sum(folder: Path, name: str) -> str | None:
    """The SHA-256 that SHA256SUMS states for one file; None where the list or the line is not there."""
    try:
        return read_sums(folder).get(name)
    except ReleaseError:
        return None


def seal(folder: Path) -> None:
    """Make every file 0444 and every folder 0555 and force all of it to disk, the innermost first.

    A file taken over from the last release is sealed already and is not opened for writing.
    """
    for path in sorted(folder.rglob("*"), reverse=True):
        sync_file(path) if path.is_file() and path.stat().st_mode & stat.S_IWUSR else sync_folder(path)
        path.chmod(0o555 if path.is_dir() else 0o444)
    sync_folder(folder)
    folder.chmod(0o555)


def remove_release(folder: Path) -> None:
    """Remove a release folder, sealed or half written; nothing happens when it is not there.

    The folders of a release are 0555, which stops anyone but root from deleting in them; so the way in is opened first.
    """
    if not folder.is_dir():
        return
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        path.chmod(path.stat().st_mode | stat.S_IRWXU)
    shutil.rmtree(folder)


@contextlib.contextmanager
def plain_disk_errors(doing: str) -> Iterator[None]:
    """Turn what the disk or DuckDB says while writing into one sentence with a remedy.

    Raises:
        ReleaseError: for every OSError and DuckDB error inside.
    """
    try:
        yield
    except (OSError, duckdb.Error) as error:
        raise ReleaseError(f"{doing} stopped: {_reason(error)}. The last release still stands.") from error


def _reason(error: OSError | duckdb.Error) -> str:
    said = str(error).strip()
    if isinstance(error, OSError) and error.errno in _FULL:
        said = f"no space left: {said}"
    for sign, plain in _PLAIN:
        if sign in said.lower():
            return plain
    return said.splitlines()[0].rstrip(".") if said else type(error).__name__
