"""The front door: each dropped file becomes a snapshot, or is refused with every reason.

Owns: the order of landing (examine, recognise, check, write), and where the file goes afterwards.
Never: raises for a bad file; loads part of one; changes a snapshot that stands.

Content that is already there is `known`, whatever it is called or however it was compressed: its snapshot and its
origin stay as they are. So content that first came under a name with "filtered" or "latest" stays partial, even when it
comes again under a whole dataset's name, and the other way round; a warning says so each time. Only what a service
gives again after something else (it took a revision back) is a vintage of its own: `warehouse.returned`.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from os import stat_result
from pathlib import Path
from stat import S_ISREG

from warehouse.crash import crash_at
from warehouse.delivery import NOT_AS_ASKED, Delivery, as_delivered, check_delivered
from warehouse.disk import PARTIAL, disk_trouble, refuse_full_disk
from warehouse.door import disk_of, door
from warehouse.file_names import check_name, free_path, is_file, is_folder
from warehouse.forms import form_of
from warehouse.home import check_kind
from warehouse.home_folder import make_home
from warehouse.provenance import origin_of
from warehouse.received import examine
from warehouse.recognition import lists_first, read_source, start_reading
from warehouse.refusing import file_refused
from warehouse.rejected import FileRefusedError, message
from warehouse.returned import as_newest, standing_origin
from warehouse.settings import Settings
from warehouse.snapshots import Origin, write_snapshot
from warehouse.sources.ilostat.names import partial_mark
from warehouse.spelling import safe_name, shown

_log = logging.getLogger(__name__)
_CONTENTS = {"ilostat_contents", "ilostat_areas"}
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

    Dictionaries and tables of contents go first, so that the others are read with them; what became of each is given
    in the order of the files.

    Args:
        settings: names the home.
        paths: files, or folders that are not searched further down.
        known_on: since when the content was known, where neither name nor gzip header tells.
        now: the time of landing; the clock's if none is given.

    Raises:
        HomeError: there is no home, and none can be made.
        LockedError: another landing in this home does not end.
        SnapshotError: something that landed earlier is damaged.
        WarehouseError: the disk is full or may not be written.
    """
    moment = now or datetime.now(UTC)
    files = [file for path in paths for file in (waiting(path) if is_folder(path) else [path])]
    with disk_trouble(settings.home, "making the home"):
        make_home(settings)  # where that cannot be, the room on what disk is there says nothing
    refuse_full_disk(disk_of(settings), sum(path.stat().st_size for path in files if is_file(path)), "landing files")
    with door(settings):
        landed = {place: _land(settings, files[place], known_on, moment) for place in lists_first(files)}
    return [landed[place] for place in range(len(files))]


def land_delivery(settings: Settings, path: Path, delivery: Delivery, *, now: datetime | None = None) -> Landed:
    """Land one fetched body, if it is what was asked for; the file stays where it is.

    Args:
        settings: names the home.
        path: the body.
        delivery: what was asked, what was promised and since when the source has it.
        now: the time of landing; the clock's if none is given.

    Raises:
        LockedError, SnapshotError, WarehouseError: as `land_paths`.
    """
    with door(settings):
        return _land(settings, path, None, now or datetime.now(UTC), delivery)


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


def _land(
    settings: Settings, path: Path, known_on: date | None, now: datetime, delivery: Delivery | None = None
) -> Landed:
    try:
        before = path.stat()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        return _not_read(path, f"{shown(str(path))} cannot be read: {why}. Check the name, then land it again.")
    if not S_ISREG(before.st_mode):
        return _not_read(path, f"{path} is not a file.")
    try:
        landed = _accept(settings, path, known_on, now, before, delivery)
    except _ChangedError:
        return _not_read(path, f"{path} was still being written. Land it again once it is complete.")
    except FileRefusedError as error:
        if delivery and (error.refusal.rule == NOT_AS_ASKED or delivery.kind in {"contents", "areas"}):
            return _not_read(path, message(path.name, error.refusal, None))
        found = file_refused(settings, path, error.refusal, now)
        return Landed(path, "refused", error.refusal.source, None, None, None, False, (), found)
    if path.parent == settings.landing:
        _move_accepted(settings, path, now)
    return landed


def _accept(
    settings: Settings,
    path: Path,
    known_on: date | None,
    now: datetime,
    before: stat_result,
    delivery: Delivery | None,
) -> Landed:
    try:
        check_name(path)
        form = form_of(path)
        with start_reading(settings, path, form) as ahead:
            received = examine(path, settings.max_file_bytes, is_text=form is None)
            standing = standing_origin(settings, received, delivery)
            if standing:
                return _known(path, standing, delivery)
            today = now.date()
            reading, submitted_on = read_source(settings, received, today, form, ahead=ahead)
    finally:
        if _state(before) != _state(path.stat()):
            raise _ChangedError
    if delivery:
        reading = as_delivered(reading, delivery)
        check_delivered(delivery, reading)
    check_kind(settings, path, reading)
    origin = origin_of(reading, received, known_on=known_on, submitted_on=submitted_on, now=now, delivery=delivery)
    origin = as_newest(settings, origin, delivery, now)
    write_snapshot(settings, origin, reading.prepared)
    _log.info("landed %s as %s", path.name, origin.snapshot_id)
    return _landed(path, "loaded", origin, tuple(origin.warnings), _loaded_message(origin))


def _state(stat: stat_result) -> tuple[int, ...]:
    """What differs once a file was written to or another took its name."""
    return stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _known(path: Path, origin: Origin, delivery: Delivery | None) -> Landed:
    if delivery:
        check_delivered(delivery, origin)
    warnings = []
    is_named_partial = partial_mark(path) is not None
    if origin.source == "ilostat" and is_named_partial != origin.is_partial:
        kind = "a partial extract" if origin.is_partial else "a whole dataset"
        warnings.append(f"The same content came first as {origin.file_name}, and stays marked as {kind}.")
    found = f"{path.name}: nothing new; its content is snapshot {origin.snapshot_id} of {_name(origin)} already."
    return _landed(path, "known", origin, tuple(warnings), found)


def _loaded_message(origin: Origin) -> str:
    is_newest_change = origin.source in _CONTENTS and origin.known_from_rule == "sheet"
    rule = "its newest last.update" if is_newest_change else origin.known_from_rule.replace("_", " ")
    since = f"known from {origin.known_from[:10]} ({rule})"
    partial = f"; partial: {origin.partial_reason}" if origin.is_partial else ""
    rows = f"{origin.row_count:,} rows"
    return f"{origin.file_name}: {_name(origin)}, {rows}, snapshot {origin.snapshot_id}, {since}{partial}."


def _name(origin: Origin) -> str:
    """The dataset; a table of contents is told from the dictionary of the same name."""
    return f"{'table of contents ' if origin.source in _CONTENTS else ''}{origin.dataset_code}"


def _landed(path: Path, outcome: str, origin: Origin, warnings: tuple[str, ...], found: str) -> Landed:
    return Landed(
        path=path,
        outcome=outcome,
        source=origin.source,
        dataset_code=origin.dataset_code,
        snapshot_id=origin.snapshot_id,
        row_count=origin.row_count,
        is_partial=origin.is_partial,
        warnings=warnings,
        message=found,
    )


def _not_read(path: Path, found: str) -> Landed:
    return Landed(path, "refused", None, None, None, None, False, (), found)


def _move_accepted(settings: Settings, path: Path, now: datetime) -> None:
    folder = settings.landing / "accepted"
    folder.mkdir(exist_ok=True)
    target = free_path(folder, f"{now.astimezone(UTC):%Y%m%d_%H%M%S}_{safe_name(path.name)}")
    path.replace(target)
    crash_at("accepted file moved")
