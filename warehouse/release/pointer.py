"""The pointer: which releases exist and which one is current.

Owns: releases/current.json, the form of a release id, and the reading of a release's manifest.
Never: writes or removes a release.
"""

import hashlib
import json
import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from warehouse.disk import replace_text
from warehouse.errors import ReleaseError
from warehouse.release import files
from warehouse.settings import Settings

MANIFEST = "release.json"
_ID = re.compile(r"\d{8}_\d{6}")
_ENGINES = {"duckdb": "DuckDB", "spark": "Spark"}
_ID_FORMAT = "%Y%m%d_%H%M%S"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Release:
    """One published release: where it lies and what it says about itself (the content of release.json)."""

    release_id: str
    folder: Path
    manifest: dict[str, Any]

    @property
    def database(self) -> Path:
        """The DuckDB file that evaluators open."""
        return self.folder / database_name(self.release_id)

    @property
    def is_sample(self) -> bool:
        """Whether every figure in it is invented."""
        return bool(self.manifest.get("is_sample"))


def built_on(release: Release) -> str | None:
    """The engine that built the tables of a release, such as Spark 4.3.0; None where it does not say."""
    engine = release.manifest.get("engine")
    name, version = (engine.get("name"), engine.get("version")) if isinstance(engine, dict) else (None, None)
    return f"{_ENGINES.get(name, name)} {version or ''}".strip() if name else None


def other_engine(release: Release) -> str | None:
    """The engine that built the tables, where it is another than DuckDB."""
    told = built_on(release)
    return None if told is None or told.startswith(_ENGINES["duckdb"]) else told


def database_name(release_id: str) -> str:
    """Name the DuckDB file of a release."""
    return f"dwsc_{release_id}.duckdb"


def is_release_id(name: str) -> bool:
    """Tell whether a name has the form YYYYMMDD_HHMMSS."""
    return _ID.fullmatch(name) is not None


def pointer_file(settings: Settings) -> Path:
    """Where the name of the current release is kept."""
    return settings.releases / "current.json"


def current(settings: Settings) -> Release | None:
    """Return the release that readers use, or None where nothing was published yet.

    Raises:
        ReleaseError: current.json is damaged or names a release that is not there; the message says how to mend it.
    """
    path = pointer_file(settings)
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ReleaseError(f"{path} cannot be read ({error}). {_way_out(settings)}") from error
    release_id = _named(content)
    if release_id is None:
        raise ReleaseError(f"{path} is damaged: it holds {content[:80]!r}, not a release id. {_way_out(settings)}")
    try:
        return read_release(settings, release_id)
    except ReleaseError as error:
        raise ReleaseError(f"{path} names release {release_id}. {error} {_way_out(settings)}") from error


def required(settings: Settings) -> Release:
    """Return the release that readers use, for those who cannot do without.

    Raises:
        ReleaseError: none is current; the message says whether one only has to be made so.
    """
    release = current(settings)
    if release is None:
        raise ReleaseError(none_is_current(settings))
    return release


def none_is_current(settings: Settings) -> str:
    """What to say where no release is current: nothing was published yet, or current.json is gone."""
    whole = list_releases(settings)
    if not whole:
        return f"Nothing was published yet in {settings.releases}; `dwsc run` makes the first release."
    return (
        f"No release in {settings.releases} is current. Make the newest one so with "
        f"`dwsc releases --point-at {whole[-1].release_id}`."
    )


def read_release(settings: Settings, release_id: str) -> Release:
    """Read one release by its id.

    Raises:
        ReleaseError: there is no such release, or its manifest or DuckDB file is missing or damaged; a manifest that
            SHA256SUMS contradicts is damaged, because one changed letter can turn sample data into real ones.
    """
    folder = settings.releases / release_id
    if not is_release_id(release_id) or not folder.is_dir():
        raise ReleaseError(f"There is no release {release_id!r} in {settings.releases}. `dwsc releases` lists them.")
    try:
        content = (folder / MANIFEST).read_bytes()
        manifest = json.loads(content)
    except (OSError, ValueError) as error:
        raise ReleaseError(f"Release {release_id}: {folder / MANIFEST} is missing or damaged.") from error
    if (stated := files.stated_sum(folder, MANIFEST)) and stated != hashlib.sha256(content).hexdigest():
        raise ReleaseError(
            f"Release {release_id}: {folder / MANIFEST} is damaged: its SHA-256 is not the one in {files.SUMS}. "
            "Restore the release from a backup."
        )
    release = Release(release_id, folder, manifest if isinstance(manifest, dict) else {})
    if release.manifest.get("release_id") != release_id or not release.database.is_file():
        raise ReleaseError(f"Release {release_id}: {MANIFEST} or the DuckDB file in {folder} is damaged or gone.")
    return release


def list_releases(settings: Settings) -> list[Release]:
    """List every readable release, oldest first; folders half written or damaged are left out."""
    found: list[Release] = []
    for name in _release_names(settings):
        try:
            found.append(read_release(settings, name))
        except ReleaseError as error:
            _log.warning("%s", error)
    return found


def point_at(settings: Settings, release_id: str) -> Release:
    """Make one release the current one, at once for every reader.

    Raises:
        ReleaseError: there is no such release, or it is damaged.
    """
    release = read_release(settings, release_id)
    replace_text(pointer_file(settings), json.dumps({"release_id": release_id}) + "\n")
    return release


def standing_release_for(settings: Settings, fingerprint: str) -> Release | None:
    """Return the current release when it was built from just these inputs, code and date; then nothing is to do.

    A damaged pointer counts as no release, so that the next run publishes anew and so mends it.
    """
    try:
        release = current(settings)
    except ReleaseError as error:
        _log.warning("%s", error)
        return None
    return release if release is not None and release.manifest.get("fingerprint") == fingerprint else None


def new_release_id(
    settings: Settings,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], None] = time.sleep,
) -> str:
    """Return the id for a release made now (UTC); one that is taken waits for the next second.

    Ids also sort by age when a clock was set back: then the id is one second after the newest release.
    """
    newest = max(_release_names(settings), default="")
    while (release_id := clock().astimezone(UTC).strftime(_ID_FORMAT)) == newest:
        sleep(0.1)
    if release_id > newest:
        return release_id
    _log.warning("The clock says %s, earlier than the newest release %s; was it set back?", release_id, newest)
    following = datetime.strptime(newest, _ID_FORMAT).replace(tzinfo=UTC) + timedelta(seconds=1)
    return following.strftime(_ID_FORMAT)


def _release_names(settings: Settings) -> list[str]:
    if not settings.releases.is_dir():
        return []
    return sorted(path.name for path in settings.releases.iterdir() if path.is_dir() and is_release_id(path.name))


def _named(content: str) -> str | None:
    try:
        release_id = json.loads(content)["release_id"]
    except (ValueError, KeyError, TypeError):
        return None
    return release_id if isinstance(release_id, str) and is_release_id(release_id) else None


def _way_out(settings: Settings) -> str:
    whole = list_releases(settings)
    if not whole:
        return "No whole release is left: restore the folder from a backup, or publish anew with `dwsc run`."
    return f"Point at the newest whole release with `dwsc releases --point-at {whole[-1].release_id}`."
