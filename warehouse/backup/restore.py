"""Bringing a home back from a backup.

Owns: that a home comes back whole or not at all, and that nothing stands before everything was proven.
Never: writes into a home that holds anything; brings a part back.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from warehouse.backup.contents import FOLDER, Contents, problems, read_contents
from warehouse.disk import disk_trouble, sync_file, sync_folder
from warehouse.errors import HomeError
from warehouse.release import files, pointer
from warehouse.release.verify import strangers
from warehouse.settings import Settings

_UNFINISHED = ".restoring"
_LOCKS = {"build.lock", "landing.lock", _UNFINISHED}
_SHOWN = 20


def restore(settings: Settings, backup: Path) -> Contents:
    """Copy a backup into the empty home that the settings name; what a run makes is missing until the next run.

    Readers see a release only when all is there: the releases come last, sealed as they were.

    Raises:
        HomeError: the home holds something, or the backup is damaged or put together from several.
        WarehouseError: the disk is full.
    """
    contents = read_contents(backup)
    _refuse(problems(backup / FOLDER, contents))
    home = settings.home
    _refuse_full_home(home)
    unfinished = home / _UNFINISHED
    with disk_trouble(home, "restoring the home"):
        files.remove_release(unfinished)
        for one in contents.files:
            copy = unfinished / one.path
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(backup / FOLDER / one.path, copy)
            sync_file(copy)
        _refuse(problems(unfinished, contents))
        _refuse(_mixed(settings.model_copy(update={"home": unfinished})))
        _move_in(unfinished, home)
    return contents


def _move_in(unfinished: Path, home: Path) -> None:
    parts = sorted(unfinished.iterdir(), key=lambda path: (path.name == "releases", path.name))
    for part in parts:
        part.rename(home / part.name)
    for folder in (home / "releases").glob("*/"):
        if pointer.is_release_id(folder.name):
            files.seal(folder)
    unfinished.rmdir()
    sync_folder(home)


def _mixed(settings: Settings) -> list[str]:
    release = pointer.current(settings)
    return strangers(settings, release) if release else []


def _refuse(wrong: Iterable[str]) -> None:
    found = list(wrong)
    if found:
        more = f"\n  and {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
        raise HomeError(
            "Nothing was restored, because the backup is not what it was. Use another one:\n  "
            + "\n  ".join(found[:_SHOWN])
            + more
        )


def _refuse_full_home(home: Path) -> None:
    held = [path.name for path in home.iterdir()] if home.is_dir() else []
    if strange := sorted(set(held) - _LOCKS):
        raise HomeError(
            f"{home} holds {', '.join(strange[:5])} already, and a backup is restored into an empty home only. "
            "Name another folder in DWSC_HOME, or move this one away."
        )
    home.mkdir(parents=True, exist_ok=True)
