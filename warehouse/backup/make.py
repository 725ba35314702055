"""Making a backup of a home.

Owns: that a backup is whole or not there, and is made of a home that is sound and at rest.
Never: changes the home; writes into a folder that holds anything.
"""

import shutil
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from warehouse.backup.contents import FOLDER, LIST, Contents, Kept, kept_files, list_sha256, problems
from warehouse.disk import disk_trouble, file_sha256, replace_text, sync_file, sync_folder
from warehouse.door import door
from warehouse.errors import HomeError, ReleaseError
from warehouse.fingerprint import git_commit
from warehouse.lock import build_lock
from warehouse.release import pointer
from warehouse.release.files import SUMS, read_sums
from warehouse.release.verify import strangers
from warehouse.settings import Settings
from warehouse.snapshots import holds_sample, list_origins, snapshot_path

_SHOWN = 20


def make_backup(settings: Settings, target: Path) -> Contents:
    """Copy all of a home that cannot be made again into a new folder, with a list of checksums.

    Neither a run nor a landing goes on meanwhile. What has a checksum already must still have it: a damaged file would
    sooner or later replace the last good copy of it.

    Raises:
        HomeError: the home is empty or damaged, or the folder is not free; the message lists the files.
        LockedError: a run or a landing is going on.
        WarehouseError: the disk is full.
    """
    _refuse_target(settings, target)
    partial = target.with_name(f".{target.name}.partial")
    with build_lock(settings, "backup"), door(settings), disk_trouble(target.parent, "making the backup"):
        _refuse_damage(settings)
        shutil.rmtree(partial, ignore_errors=True)
        with ExitStack() as undo:
            undo.callback(shutil.rmtree, partial, ignore_errors=True)
            partial.mkdir(mode=0o700)  # registers lie in it that are not published
            contents = _copy(settings, partial)
            if target.is_dir():
                target.rmdir()
            partial.rename(target)
            sync_folder(target.parent)
            undo.pop_all()
    return contents


def _copy(settings: Settings, partial: Path) -> Contents:
    files = [_copy_file(settings.home, path, partial / FOLDER) for path in kept_files(settings.home)]
    release = pointer.current(settings)
    contents = Contents(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        release_id=release.release_id if release else None,
        git_commit=git_commit(),
        is_sample=holds_sample(settings),
        list_sha256=list_sha256(tuple(files)),
        snapshots_at=settings.snapshots if settings.are_snapshots_elsewhere else "",
        files=tuple(files),
    )
    if wrong := list(problems(partial / FOLDER, contents)):
        raise HomeError(f"The copy is not equal to the home: {wrong[0]}. Is the disk sound? Nothing was kept.")
    replace_text(partial / LIST, contents.model_dump_json(indent=1) + "\n")
    return contents


def _copy_file(home: Path, path: Path, folder: Path) -> Kept:
    name = path.relative_to(home)
    copy = folder / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    digest = file_sha256(path)
    shutil.copyfile(path, copy)
    sync_file(copy)
    return Kept(path=name.as_posix(), bytes=path.stat().st_size, sha256=digest)


def _refuse_target(settings: Settings, target: Path) -> None:
    if not kept_files(settings.home):
        raise HomeError(f"There is nothing to back up in {settings.home}. Is DWSC_HOME the home that is meant?")
    if target.resolve().is_relative_to(settings.home.resolve()):
        raise HomeError(f"{target} lies in the home itself, and is lost with it. Name a folder on another disk.")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise HomeError(f"{target} is not empty, and a backup replaces nothing. Name a new folder.")
    target.parent.mkdir(parents=True, exist_ok=True)
    needed = sum(path.stat().st_size for path in kept_files(settings.home))
    free = shutil.disk_usage(target.parent).free
    if free < needed:
        raise HomeError(
            f"The disk of {target} is too full: {needed / 2**20:,.0f} MB are needed, {free / 2**20:,.0f} MB are free."
        )


def _refuse_damage(settings: Settings) -> None:
    expected = dict(_known_sums(settings))
    wrong = [
        f"{path}: {'changed since it was written' if path.is_file() else 'missing'}"
        for path, digest in expected.items()
        if not path.is_file() or file_sha256(path) != digest
    ]
    try:
        release = pointer.current(settings)
        wrong += strangers(settings, release) if release else []
    except ReleaseError as error:
        wrong.append(str(error))
    if wrong:
        more = f"\n  and {len(wrong) - _SHOWN:,} more" if len(wrong) > _SHOWN else ""
        raise HomeError(
            "No backup was made, because files of the home are not what they were. Restore these from the last good "
            "backup first:\n  " + "\n  ".join(wrong[:_SHOWN]) + more
        )


def _known_sums(settings: Settings) -> list[tuple[Path, str]]:
    """Every file of the home whose checksum was written down when it was made."""
    known = [(snapshot_path(settings, one), one.parquet_sha256 or "") for one in list_origins(settings)]
    known = [(path, digest) for path, digest in known if digest]
    for sums in sorted(settings.releases.glob(f"*/{SUMS}")):
        known += [(sums.parent / name, digest) for name, digest in read_sums(sums.parent).items()]
    return known
