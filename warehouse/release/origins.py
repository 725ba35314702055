"""What a release says about how it was made, beyond the figures: code, lock, inputs, tools, libraries.

Owns: those facts of release.json, and whether the bill of materials of the last release still holds.
Never: looks at a figure.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from warehouse.disk import file_sha256
from warehouse.environment import environment_sha256, lock_sha256
from warehouse.errors import ReleaseError
from warehouse.release import files
from warehouse.release.pointer import Release

COMPONENTS = "sbom.cdx.json"


def made_with(inputs: Sequence[Mapping[str, Any]], git_commit: str | None) -> dict[str, Any]:
    """Return the checksums of lock, libraries and input list, and whether the code differs from its commit.

    Args:
        inputs: the snapshots read, as release.json lists them; the checksum is over id, checksum and day of each.
        git_commit: as `warehouse.fingerprint.git_commit` gives it, with "+changes" where files differ from it.
    """
    return {
        "code_is_committed": None if git_commit is None else not git_commit.endswith("+changes"),
        "lock_sha256": lock_sha256(),
        "environment_sha256": environment_sha256(),
        "inputs_sha256": inputs_sha256(inputs),
    }


def inputs_sha256(inputs: Sequence[Mapping[str, Any]]) -> str:
    """SHA-256 over what was read, in a fixed order: each snapshot, the checksum of its content, its first day."""
    fields = ("source", "snapshot_id", "sha256", "known_from")
    lines = sorted(f"{' '.join(str(one.get(name)) for name in fields)}\n" for one in inputs)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def components_text(previous: Release | None) -> str:
    """Return the bill of materials; that of the last release where the libraries and the lock are still the same.

    Why: putting it together takes longer than all else that is written beside the tables.
    """
    if previous is not None and (kept := _unchanged(previous)):
        return kept
    # Only here, because the library takes half a second to load and most releases do not need it.
    from warehouse.release.components import components

    return components()


def _unchanged(previous: Release) -> str | None:
    path = previous.folder / COMPONENTS
    try:
        if file_sha256(path) != files.read_sums(previous.folder).get(COMPONENTS):
            return None
        text = path.read_text(encoding="utf-8")
        stated = {one["name"]: one["value"] for one in json.loads(text)["metadata"]["properties"]}
    except (OSError, ValueError, KeyError, ReleaseError):
        return None
    same = (
        stated.get("dwsc:environment_sha256") == environment_sha256()
        and stated.get("dwsc:lock_sha256") == lock_sha256()
    )
    return text if same else None
