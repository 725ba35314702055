"""What the build file holds: written down when a run has published it, so that the next run builds only what is new.

Owns: the file beside the build file, and when what stands in the build file may be built upon.
Never: decides which tables a change concerns (`dagster_project.changes` does); opens the build file.
"""

import dataclasses
import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet

from warehouse.crash import crash_at
from warehouse.disk import disk_trouble, file_sha256, replace_text, sync_folder
from warehouse.fingerprint import code_fingerprint
from warehouse.release.audit import Parts
from warehouse.release.manifest import tool_versions
from warehouse.settings import Settings

# Sources whose rows stand in snapshots; a dictionary can change the labels of every row, so it is part of the context.
_CONTEXT_SOURCE = "ilostat_dictionaries"
ROWS_OF = "ilostat"
_LISTS = ("snapshots.parquet", "check_results.parquet", "released_changes.parquet")
# How many vintages a release carries decides which rows stand in the tables; what is stale is not rated.
_SETTINGS = ("release_vintages", "stale_years")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class InputFacts:
    """What a build depends on: `context` as a whole, each snapshot by source and id, each other input file."""

    context: str
    as_of: str
    snapshots: Mapping[str, Mapping[str, str]]
    files: Mapping[str, str]


@dataclass(frozen=True)
class BuildState:
    """One finished, published build: its inputs, its run and release, its bytes, and the sums of its large tables."""

    run_id: str
    release_id: str
    facts: InputFacts
    build_bytes: int
    build_sha256: str
    parts: Parts


def input_facts(settings: Settings, folder: Path, as_of: str, *, is_sample: bool) -> InputFacts:
    """Read from the inputs of a run what its tables will depend on."""
    snapshots: dict[str, dict[str, str]] = {}
    for row in parquet.read_table(folder / "snapshots.parquet").to_pylist():
        row.pop("path")
        snapshots.setdefault(row["source"], {})[row["snapshot_id"]] = _digest(row)
    files = {
        path.stem: file_sha256(path)
        for path in sorted(folder.glob("*.parquet"))
        if path.name not in _LISTS and not path.stem.endswith("_none")
    }
    context = {
        "code": code_fingerprint(),
        "tools": tool_versions(),
        "engine": settings.engine,
        "is_sample": is_sample,
        "dictionaries": snapshots.pop(_CONTEXT_SOURCE, {}),
        "settings": {name: getattr(settings, name, None) for name in _SETTINGS},
    }
    return InputFacts(_digest(context), as_of, snapshots, files)


def load(settings: Settings) -> BuildState | None:
    """Return the state of the build file, or None where there is none or the file is not the one it speaks of.

    The whole build file is read: a bit that flipped since it was published must not reach the next release.
    """
    state = read(_place(settings))
    if state is None or not settings.build_file.is_file():
        return None
    whole = settings.build_file.stat().st_size == state.build_bytes
    if whole and file_sha256(settings.build_file) == state.build_sha256:
        return state
    _log.warning("%s is not the file that was published; everything is built anew.", settings.build_file)
    return None


def read(path: Path) -> BuildState | None:
    """Read a state; None where there is none, or where it is damaged, which only costs a build from nothing."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        return BuildState(**stored | {"facts": InputFacts(**stored["facts"]), "parts": _parts(stored["parts"])})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        _log.warning("%s cannot be read (%s); everything is built anew.", path, error)
        return None


def can_build_upon(state: BuildState, facts: InputFacts) -> bool:
    """Whether the rows of a build stay true with these inputs, so that rows of new snapshots need only be added.

    The same code, libraries, dictionaries and kind of data, and every ILOSTAT snapshot is still read, with the same
    origin: then the current snapshot of a dataset is the one that it was, or a new one.
    """
    known, read = state.facts.snapshots.get(ROWS_OF, {}), facts.snapshots.get(ROWS_OF, {})
    same = all(read.get(snapshot_id) == digest for snapshot_id, digest in known.items())
    return same and state.facts.context == facts.context


def set_aside(settings: Settings, path: Path) -> None:
    """Take the state away before the build file is written to: whatever stops the run, the next one builds anew."""
    if _place(settings).is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        _place(settings).replace(path)
        sync_folder(settings.home)
        crash_at("state of the build set aside")


def save(settings: Settings, *, run_id: str, release_id: str, facts: InputFacts, parts: Parts) -> None:
    """Write down what the build file holds, once it is published and closed.

    Raises:
        WarehouseError: the disk is full.
    """
    with disk_trouble(settings.home, "writing down what was built"):
        size, digest = settings.build_file.stat().st_size, file_sha256(settings.build_file)
        state = BuildState(run_id, release_id, facts, size, digest, parts)
        replace_text(_place(settings), json.dumps(dataclasses.asdict(state), indent=0) + "\n")
    crash_at("state of the build written")


def _place(settings: Settings) -> Path:
    return settings.build_file.with_suffix(".state.json")


def _parts(stored: Mapping[str, Mapping[str, list[int]]]) -> Parts:
    return {
        label: {key: (rows, low, high) for key, (rows, low, high) in parts.items()} for label, parts in stored.items()
    }


def _digest(facts: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()
