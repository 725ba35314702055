"""Snapshots that stand both in the home and in the store.

Owns: that both are the same, and whose origin counts where two homes landed the same content: the one that the store
had first, unless a release of this home was built from the other.
Never: changes a Parquet file, or anything in the store.
"""

from collections.abc import Iterator
from typing import Any

from warehouse.crash import crash_at
from warehouse.disk import file_sha256, replace_text
from warehouse.release import pointer
from warehouse.settings import Settings
from warehouse.snapshots import Origin
from warehouse.store.bucket import Bucket
from warehouse.store.names import ORIGIN, PARQUET, Stored, UnlikeError, origin_path, parquet_path, parse

# What may differ where no figure does: when it was taken in, and what was said then.
_NOT_THE_CONTENT = {"retrieved_at", "warnings", "parquet_sha256"}


def compare(settings: Settings, bucket: Bucket, there: Stored) -> Stored:
    """Make sure that a snapshot is the same here and there.

    Raises:
        UnlikeError: it is not; the message names both, and the way out.
        StoreError: the store does not answer.
    """
    _refuse_other_bytes(settings, bucket, there)
    mine, theirs = origin_path(settings, there.stem).read_bytes(), bucket.read(there.stem + ORIGIN)
    if mine != theirs:
        _take_over(settings, bucket, there.stem, mine, theirs)
    return there


def _refuse_other_bytes(settings: Settings, bucket: Bucket, there: Stored) -> None:
    here, name = parquet_path(settings, there.stem), there.stem + PARQUET
    if there.parquet is None:
        raise UnlikeError(
            f"{bucket.address}/{name} is gone, though its origin stands there. Remove {there.stem}{ORIGIN} there too: "
            "the next run puts both again."
        )
    mine, theirs = file_sha256(here), bucket.sha256(name)
    if mine != theirs:
        raise UnlikeError(
            f"{here} and {bucket.address}/{name} are one snapshot with different bytes: SHA-256 {mine} here, {theirs} "
            f"there. Sound is the one whose {ORIGIN} beside it names its sum (parquet_sha256). Remove the other one "
            "and its origin by hand; the next run brings it back from the sound one."
        )


def _take_over(settings: Settings, bucket: Bucket, stem: str, mine: bytes, theirs: bytes) -> None:
    """Let the store's origin count; the home's own is kept under `store/replaced/`."""
    own, other = Origin.model_validate_json(mine), parse(theirs, stem, bucket.address)
    release_id = next(_releases_with(settings, own), None)
    differing = sorted(name for name in Origin.model_fields if getattr(own, name) != getattr(other, name))
    if release_id is None:
        kept = settings.home / "store" / "replaced" / f"{stem} {own.retrieved_at.replace(':', '')}{ORIGIN}"
        replace_text(kept, mine.decode())
        crash_at("replaced origin kept")
        replace_text(origin_path(settings, stem), theirs.decode())
    elif set(differing) - _NOT_THE_CONTENT:
        told = ", ".join(f"{name} {_said(own, name)} here and {_said(other, name)} there" for name in differing[:4])
        raise UnlikeError(
            f"{origin_path(settings, stem)} and {bucket.address}/{stem}{ORIGIN} say different things of one snapshot: "
            f"{told}. Release {release_id} was built from the one here. Start a new home from the store, or use "
            "another prefix in DWSC_SNAPSHOTS for this one."
        )


def _said(origin: Origin, name: str) -> Any:
    return repr(getattr(origin, name))


def _releases_with(settings: Settings, origin: Origin) -> Iterator[str]:
    for release in pointer.list_releases(settings):
        if any(one.get("snapshot_id") == origin.snapshot_id for one in release.manifest.get("inputs", [])):
            yield release.release_id
