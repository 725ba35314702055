"""`dwsc backup` and `dwsc restore`: a home goes into a folder, and comes back.

Owns: what is said about it.
Never: decides what a backup holds (`warehouse.backup` does).
"""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from warehouse.backup import make
from warehouse.backup import restore as restoring
from warehouse.backup.contents import Contents
from warehouse.settings import get_settings


def backup(
    target: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder, on another disk than the home.")],
) -> None:
    """Copy all of the home that cannot be made again, with checksums; not while a run or a landing goes on."""
    settings = get_settings()
    contents = make.make_backup(settings, target)
    _say(f"{settings.home} is backed up in {target}: {_measure(contents)}.")


def restore(
    source: Annotated[Path, typer.Argument(metavar="FOLDER", help="A backup that dwsc backup made.")],
) -> None:
    """Bring a backup back into the empty home that DWSC_HOME names; it must be whole and of one day."""
    settings = get_settings()
    contents = restoring.restore(settings, source)
    _say(f"{settings.home} is as it was at {contents.made_at}: {_measure(contents)}. Next: dwsc verify, then dwsc run.")


def _measure(contents: Contents) -> str:
    current = f", current release {contents.release_id}" if contents.release_id else ""
    return f"{len(contents.files):,} files, {contents.size / 2**20:,.1f} MB{current}{_without(contents)}"


def _without(contents: Contents) -> str:
    if not contents.snapshots_at:
        return ""
    return f"; its snapshots lie in {contents.snapshots_at} and are not among them: copy that folder too"


def _say(text: str) -> None:
    Console(highlight=False, soft_wrap=True).print(text, markup=False)
