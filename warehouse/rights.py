"""Who may change what is published, and as whom the warehouse runs.

Owns: the look at the rights of a home's files and at the user of this process.
Never: changes a right.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from warehouse.settings import Settings

# History of the conductor: thousands of small files that hold no figure.
_NOT_LOOKED_AT = frozenset({"dagster", "runs"})


def runs_as_root() -> bool:
    """Tell whether this process may do everything on this machine."""
    return os.geteuid() == 0


def open_to_all(settings: Settings) -> Iterator[Path]:
    """Yield what every user of the machine may change: the home, or a file or folder in it."""
    if not settings.home.is_dir():
        return
    parts = [path for path in settings.home.iterdir() if path.name not in _NOT_LOOKED_AT]
    yield from (path for path in (settings.home, *parts) if _is_open(path))
    for part in parts:
        yield from (path for path in sorted(part.rglob("*")) if _is_open(path))


def changeable_releases(settings: Settings) -> Iterator[Path]:
    """Yield each file of a published release that is not read-only any more, whoever may change it."""
    for path in sorted(settings.releases.glob("[0-9]*/**/*")):
        if path.is_file() and path.stat().st_mode & 0o222:
            yield path


def _is_open(path: Path) -> bool:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False  # gone meanwhile: a run moves files
    return not stat.S_ISLNK(mode) and bool(mode & stat.S_IWOTH)
