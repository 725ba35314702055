"""The front door: each dropped file becomes a snapshot, or is refused with every reason.

Owns: the order of landing (examine, recognise, check, write), and where the file goes afterwards.
Never: raises for a bad file; loads part of one; changes a snapshot that stands.

Content that is already there is `known`, whatever it is called or however it was compressed: its snapshot and its
origin stay as they are. So content that first came under a name with "filtered" or "latest" stays partial, even when it
comes again under a whole dataset's name, and the other way round; a warning says so each time.
"""

import contextlib
import hashlib
import logging
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from os import stat_result
from pathlib import Path
from stat import S_ISREG

from filelock import FileLock, Timeout

from warehouse.disk import PARTIAL, disk_trouble
from warehouse.errors import LockedError
from warehouse.provenance import origin_of
from warehouse.received import examine
from warehouse.recognition import looks_like_register, read_source
from warehouse.rejected import FileRefusedError, Finding, Refusal, refuse
from warehouse.settings import Settings
from warehouse.snapshots import (
    Origin,
    clear_incoming,
    find_origin,
    incoming,
    list_origins,
    write_snapshot,
)
from warehouse.sources.ilostat.names import partial_mark
from warehouse.sources.reading import Reading
from warehouse.spelling import safe_name

_log = logging.getLogger(__name__)
_LOCK_SECONDS = 600
_MIXED = "sample and real data"
_NOT_YET, _UNFINISHED = ("~$", "."), {".part", PARTIAL}


@dataclass(frozen=True)
class Landed:
    """What became of one file.

    `outcome` is `loaded` (a new snapshot), `known` (its content was there already) or `refused`; `message` says it in
    plain words, with every reason of a refusal.
    """

    path: Path
    outcome: str
    source: str | None
    dataset_code: str | None
    snapshot_id: str | None
    row_count: int | None
    is_partial: bool
    warnings: tuple[str, ...]
    message: str


def land_folder(settings: Settings, *, now: datetime | None = None) -> list[Landed]:
    """Land what lies in `landing/`: not its folders, not hidden files, not `*.part` or Excel's `~$` files."""
    return land_paths(settings, waiting(settings.landing), now=now)


def land_paths(
    settings: Settings, paths: Sequence[Path], *, known_on: date | None = None, now: datetime | None = None
) -> list[Landed]:
    """Land files one by one, and the files in folders; a bad one never stops the others.

    Args:
        settings: names the home.
        paths: files, or folders that are not searched further down.
        known_on: since when the content was known, where neither name nor gzip header tells.
        now: the time of landing; the clock's if none is given.

    Raises:
        LockedError: another landing in this home does not end.
        SnapshotError: something that landed earlier is damaged.
        WarehouseError: the disk is full or may not be written.
    """
    moment = now or datetime.now(UTC)
    files = [file for path in paths for file in (waiting(path) if path.is_dir() else [path])]
    with disk_trouble(settings.home, "landing files"), _landing_lock(settings):
        clear_incoming(settings)
        incoming(settings).mkdir(parents=True, exist_ok=True)
        try:
            return [_land(settings, file, known_on, moment) for file in files]
        finally:
            shutil.rmtree(incoming(settings), ignore_errors=True)


def waiting(folder: Path) -> list[Path]:
    """The files of a folder that are there to be landed, by name."""
    if not folder.is_dir():
        return []
    named = [path for path in sorted(folder.iterdir()) if not path.name.startswith(_NOT_YET)]
    return [
        path for path in named if path.is_file() and not path.is_symlink() and path.suffix not in {".part", PARTIAL}
    ]


class _ChangedError(Exception):
    """Raised when a file changed while it was read, so that what was read may be a mixture."""


def _land(settings: Settings, path: Path, known_on: date | None, now: datetime) -> Landed:
    try:
        before = path.stat()
    except OSError as error:
        return _not_read(path, f"{path} cannot be read: {error.strerror}. Check the name, then land it again.")
    if not S_ISREG(before.st_mode):
        return _not_read(path, f"{path} is not a file.")
    try:
        landed = _accept(settings, path, known_on, now, before)
    except _ChangedError:
        return _not_read(path, f"{path} was still being written. Land it again once it is complete.")
    except FileRefusedError as error:
        return _file_refused(settings, path, error.refusal, now)
    if path.parent == settings.landing:
        _move_accepted(settings, path, now)
    return landed


def _accept(settings: Settings, path: Path, known_on: date | None, now: datetime, before: stat_result) -> Landed:
    try:
        is_register = looks_like_register(path)
        received = examine(path, settings.max_file_bytes, is_text=not is_register)
        standing = find_origin(settings, received.snapshot_id)
        if standing:
            return _known(path, standing)
        reading, submitted_on = read_source(settings, received, now.date(), is_register=is_register)
    finally:
        after = path.stat()
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise _ChangedError
    _check_home(settings, path, reading)
    origin = origin_of(reading, received, known_on=known_on, submitted_on=submitted_on, now=now)
    write_snapshot(settings, origin, reading.prepared)
    _log.info("landed %s as %s", path.name, origin.snapshot_id)
    return _landed(path, "loaded", origin, tuple(origin.warnings), _loaded_message(origin))


def _check_home(settings: Settings, path: Path, reading: Reading) -> None:
    """Sample and real data never share a home; dictionaries hold no figures and go anywhere."""
    held = {origin.is_sample for origin in list_origins(settings) if origin.source != "ilostat_dictionaries"}
    if reading.is_sample is None or not held or held == {reading.is_sample}:
        return
    this, there, other = ("invented sample", "real", "sample") if reading.is_sample else ("real", "sample", "real")
    home = settings.home.with_name(other if settings.home.name != other else f"{other}_2")
    found = f"it holds {this} data, and this home holds {there} data; the two never share a home."
    remedy = f"Land it in another home: DWSC_HOME={home} dwsc land {path.name}"
    finding = Finding("the file", None, None, found, remedy)
    raise FileRefusedError(Refusal(_MIXED, (finding,), 1, reading.source, is_sample=reading.is_sample))


def _known(path: Path, origin: Origin) -> Landed:
    warnings = []
    is_named_partial = partial_mark(path) is not None
    if origin.source == "ilostat" and is_named_partial != origin.is_partial:
        kind = "a partial extract" if origin.is_partial else "a whole dataset"
        warnings.append(f"The same content came first as {origin.file_name}, and stays marked as {kind}.")
    message = (
        f"{path.name}: nothing new; its content is snapshot {origin.snapshot_id} of {origin.dataset_code} already."
    )
    return _landed(path, "known", origin, tuple(warnings), message)


def _loaded_message(origin: Origin) -> str:
    since = f"known from {origin.known_from[:10]} ({origin.known_from_rule.replace('_', ' ')})"
    partial = f"; partial: {origin.partial_reason}" if origin.is_partial else ""
    rows = f"{origin.row_count:,} rows"
    return f"{origin.file_name}: {origin.dataset_code}, {rows}, snapshot {origin.snapshot_id}, {since}{partial}."


def _landed(path: Path, outcome: str, origin: Origin, warnings: tuple[str, ...], message: str) -> Landed:
    return Landed(
        path=path,
        outcome=outcome,
        source=origin.source,
        dataset_code=origin.dataset_code,
        snapshot_id=origin.snapshot_id,
        row_count=origin.row_count,
        is_partial=origin.is_partial,
        warnings=warnings,
        message=message,
    )


def _not_read(path: Path, message: str) -> Landed:
    return Landed(path, "refused", None, None, None, None, False, (), message)


def _file_refused(settings: Settings, path: Path, refusal: Refusal, now: datetime) -> Landed:
    with path.open("rb") as handle:
        checksum = hashlib.file_digest(handle, "sha256").hexdigest()
    is_dropped = path.parent == settings.landing
    rejection = refuse(
        settings,
        path,
        refusal,
        sha256=checksum,
        size=path.stat().st_size,
        now=now,
        move=is_dropped,
        keep=is_dropped or path.stat().st_size <= settings.max_file_bytes,
    )
    return Landed(path, "refused", refusal.source, None, None, None, False, (), rejection.message)


def _move_accepted(settings: Settings, path: Path, now: datetime) -> None:
    folder = settings.landing / "accepted"
    folder.mkdir(exist_ok=True)
    target = folder / f"{now.astimezone(UTC):%Y%m%d_%H%M%S}_{safe_name(path.name)}"
    path.replace(target)


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
