"""What a home is called on Spark, where many homes may meet, and the folder that is its own there.

Owns: the name, drawn once and kept in the home; which folder a run may empty.
Never: asks Spark anything.
"""

import json
import os
import re
import secrets
import shutil
from pathlib import Path

from warehouse.disk import disk_trouble, replace_text
from warehouse.settings import Settings

_FILE = "name.json"
_NAME = re.compile(r"dwsc_[0-9a-f]{8}")


def name_of(settings: Settings) -> str:
    """The name that begins the schemas of this home, such as dwsc_5f0c9a1e.

    It is drawn by lot, because two machines may keep their homes under one path and build on one cluster. A home that
    was copied to another path gets a name of its own.

    Raises:
        WarehouseError: the disk is full.
    """
    path, home = settings.home / "spark" / _FILE, str(settings.home)
    kept = _read(path)
    if kept.get("home") != home or not _NAME.fullmatch(str(kept.get("name"))):
        kept = {"home": home, "name": f"dwsc_{secrets.token_hex(4)}"}
        with disk_trouble(settings.home, "writing down the name of the home on Spark"):
            replace_text(path, json.dumps(kept) + "\n")
    return str(kept["name"])


def folder_of(settings: Settings) -> Path:
    """The folder in which Spark may write and remove what it likes; others may lie beside it."""
    return settings.spark_place / name_of(settings)


def spill_of(settings: Settings) -> Path:
    """Where a Spark within this process puts what does not fit into memory."""
    return folder_of(settings) / f"spill_{os.getpid()}"


def tables_without_name(settings: Settings) -> Path:
    """The folder that Spark asks for and that stays empty, because each schema has a place of its own."""
    return folder_of(settings) / "unnamed"


def remove_leftovers(settings: Settings) -> None:
    """Remove what killed runs of this home left; nothing outside its own folder is touched."""
    folder = folder_of(settings)
    if not folder.is_dir():
        return
    at_work = {spill_of(settings), tables_without_name(settings)}
    for left in folder.iterdir():
        if left not in at_work:
            shutil.rmtree(left, ignore_errors=True)


def _read(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
