"""How a snapshot is named in the store: as in the home, `<source>/<dataset>/<snapshot_id>` with two endings.

Owns: which objects of a store are snapshots; a Parquet without its origin is none, as in the home.
Never: asks the store.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from warehouse.errors import StoreError
from warehouse.settings import Settings
from warehouse.snapshots import Origin, Source
from warehouse.store.bucket import Found

ORIGIN, PARQUET = ".origin.json", ".parquet"
_STEM = re.compile(rf"({'|'.join(get_args(Source))})/[^/\\.][^/\\]*/[0-9a-f]{{16}}")


class UnlikeError(StoreError):
    """Raised for one snapshot that is not what it should be; the others are still looked at."""


@dataclass(frozen=True)
class Stored:
    """A snapshot as the store lists it; without a Parquet file it is damaged."""

    stem: str
    origin: Found
    parquet: Found | None


def stored(objects: Mapping[str, Found]) -> dict[str, Stored]:
    """The snapshots among the objects of a store, by stem; whatever else lies there is left alone."""
    stems = [name.removesuffix(ORIGIN) for name in objects if name.endswith(ORIGIN)]
    return {
        stem: Stored(stem, objects[stem + ORIGIN], objects.get(stem + PARQUET))
        for stem in sorted(stems)
        if _STEM.fullmatch(stem)
    }


def held(settings: Settings) -> list[str]:
    """The stems of the snapshots of the home.

    Raises:
        StoreError: one has a name that no store would give back; it would be left behind without a word.
    """
    folder = settings.snapshots_folder
    paths: Iterable[Path] = folder.glob(f"*/*/*{ORIGIN}")
    stems = sorted(path.relative_to(folder).as_posix().removesuffix(ORIGIN) for path in paths)
    if strange := [stem for stem in stems if not _STEM.fullmatch(stem)]:
        raise StoreError(f"{folder}/{strange[0]}{ORIGIN} is not named as a snapshot is. Move it out of there.")
    return stems


def origin_path(settings: Settings, stem: str) -> Path:
    """The origin of a snapshot in the home."""
    return settings.snapshots_folder / f"{stem}{ORIGIN}"


def parquet_path(settings: Settings, stem: str) -> Path:
    """The Parquet file of a snapshot in the home."""
    return settings.snapshots_folder / f"{stem}{PARQUET}"


def parse(text: bytes, stem: str, where: str) -> Origin:
    """An origin of the store, if it is whole and that of this snapshot.

    Raises:
        UnlikeError: it is not.
    """
    try:
        origin = Origin.model_validate_json(text)
    except ValidationError as error:
        raise UnlikeError(
            f"{where}/{stem}{ORIGIN} cannot be read ({str(error).splitlines()[0]}). Was it written by a newer version "
            "of this project? Otherwise replace it there by that of a home which holds the snapshot."
        ) from error
    if f"{origin.source}/{origin.dataset_code}/{origin.snapshot_id}" != stem:
        raise UnlikeError(f"{where}/{stem}{ORIGIN} speaks of another snapshot, {origin.snapshot_id}. Remove it there.")
    if not origin.parquet_sha256:
        raise UnlikeError(f"{where}/{stem}{ORIGIN} has no checksum of its Parquet file. Remove it there.")
    return origin
