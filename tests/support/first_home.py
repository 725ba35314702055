"""A home that the first version of this project that could publish (f73a93f) made of six files of the invented sample.

Owns: unpacking it. That version's own `dwsc run` made it, in a folder of no machine, from the files of the sample that
`support.first_release` lands too. tests/fixtures/first_home.tar.xz holds all of it, the build and its history as well.
Never: makes it again: no later code could.
"""

import json
import tarfile
from pathlib import Path

from warehouse.settings import PROJECT_ROOT

COMMIT = "f73a93f041f0bc67a310f284c2280784ba3bc29b"
RELEASE = "20261127_224505"
TABLES = 25
_ARCHIVE = PROJECT_ROOT / "tests" / "fixtures" / "first_home.tar.xz"


def unpack(home: Path) -> Path:
    """The home as that version left it."""
    home.mkdir(parents=True)
    with tarfile.open(_ARCHIVE) as archive:
        archive.extractall(home, filter="fully_trusted")  # it is our own, and releases keep their read-only bits
    return home


def snapshots(home: Path) -> set[str]:
    """The ids of the snapshots that a home holds."""
    return {json.loads(path.read_text())["snapshot_id"] for path in home.glob("snapshots/*/*/*.origin.json")}
