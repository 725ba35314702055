"""Which releases are kept, and the removal of the others.

Owns: releases/pinned.json (releases that somebody cites) and the rule by which a release may go.
Never: removes a release on its own; removes the current one, a pinned one or one of the newest.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from warehouse.disk import replace_text
from warehouse.errors import ReleaseError
from warehouse.lock import build_lock
from warehouse.release import files, pointer
from warehouse.release.pointer import Release
from warehouse.released_progress import COMPARED_RELEASES
from warehouse.settings import Settings

# Of each of these latest days the newest release stays: the next run compares its ratings with them.
KEPT_DAYS = COMPARED_RELEASES + 1
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Retained:
    """A release, and why it stays; no reason, and it may go."""

    release: Release
    reasons: tuple[str, ...]


def pinned(settings: Settings) -> dict[str, str]:
    """Return the releases that must stay, each with who says so and since when.

    Raises:
        ReleaseError: the list is damaged; nothing may be removed then.
    """
    path = settings.releases / "pinned.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ReleaseError(f"{path} cannot be read ({error}). Restore it from a backup, or pin anew.") from error
    if not isinstance(found, dict):
        raise ReleaseError(f"{path} is damaged: it holds no list of releases. Restore it from a backup, or pin anew.")
    return {str(name): str(reason) for name, reason in found.items()}


def pin(settings: Settings, release_id: str, reason: str) -> None:
    """Keep a release for good; the first reason stays.

    Raises:
        ReleaseError: there is no such release, or it is damaged.
        OSError: the folder of releases may not be written.
    """
    pointer.read_release(settings, release_id)
    kept = pinned(settings)
    if release_id not in kept:
        kept[release_id] = f"{reason}, {datetime.now(UTC):%Y-%m-%d}"
        _write(settings, kept)


def pin_if_allowed(settings: Settings, release_id: str, reason: str) -> None:
    """Keep a release for good where whoever asks may write that down; a reader of the releases may not."""
    try:
        pin(settings, release_id, reason)
    except (OSError, ReleaseError) as error:
        _log.warning("Release %s is not pinned (%s): dwsc releases --pin %s", release_id, error, release_id)


def unpin(settings: Settings, release_id: str) -> None:
    """Let a release go with the others.

    Raises:
        ReleaseError: it is not pinned.
    """
    kept = pinned(settings)
    if release_id not in kept:
        raise ReleaseError(f"Release {release_id} is not pinned. Pinned: {', '.join(sorted(kept)) or 'none'}.")
    del kept[release_id]
    _write(settings, kept)


def retained(settings: Settings) -> list[Retained]:
    """Every readable release, oldest first, with the reasons for which it stays.

    Raises:
        ReleaseError: the pointer or the list of pinned releases is damaged; then nothing may go.
    """
    found, pins, current = pointer.list_releases(settings), pinned(settings), pointer.current(settings)
    count = settings.keep_releases
    reasons: dict[str, dict[str, str]] = {
        "current": {current.release_id: ""} if current else {},
        "pinned": pins,
        # With 0 the slice is the whole list: all are kept.
        f"one of the newest {count}" if count else "all are kept": {one.release_id: "" for one in found[-count:]},
        "compared with": dict.fromkeys(_newest_of_days(found), "the newest of its day"),
    }
    return [Retained(one, tuple(_told(reasons, one.release_id))) for one in found]


def _told(reasons: dict[str, dict[str, str]], release_id: str) -> Iterator[str]:
    for reason, why in reasons.items():
        if release_id in why:
            yield f"{reason} ({why[release_id]})" if why[release_id] else reason


def prune(settings: Settings) -> list[str]:
    """Remove every release that no reason keeps; gives their ids. Nothing goes where DWSC_KEEP_RELEASES is 0.

    What is open in a reader stays readable for it. Damaged releases are not touched: they are for a person to look at.

    Raises:
        LockedError: a run is going on.
        ReleaseError: the pointer or the list of pinned releases is damaged.
    """
    with build_lock(settings, "dwsc releases --prune"), files.plain_disk_errors("Removing old releases"):
        going = [one.release for one in retained(settings) if not one.reasons]
        for release in going:
            # Under this name no reader finds it any more, and a run removes what a kill leaves of it.
            leaving = settings.releases / f".{release.release_id}.partial"
            release.folder.chmod(0o755)
            release.folder.rename(leaving)
            files.remove_release(leaving)
    return [release.release_id for release in going]


def _newest_of_days(found: list[Release]) -> set[str]:
    days = {str(one.manifest.get("as_of", "")): one.release_id for one in found}
    return {days[day] for day in sorted(days)[-KEPT_DAYS:]}


def _write(settings: Settings, kept: dict[str, str]) -> None:
    replace_text(
        settings.releases / "pinned.json", json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    )
