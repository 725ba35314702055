"""Snapshots that others put into the store come into the home.

Owns: that only what has the checksum of its origin counts, and that sample and real data do not meet.
Never: replaces a snapshot of the home.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from warehouse.crash import crash_at
from warehouse.disk import replace_text, sync_file, sync_folder
from warehouse.door import door
from warehouse.errors import HomeError
from warehouse.settings import Settings
from warehouse.snapshots import FIGURES, Origin, holds_sample
from warehouse.store.bucket import Bucket
from warehouse.store.each import each
from warehouse.store.names import ORIGIN, PARQUET, Stored, UnlikeError, origin_path, parquet_path, parse


@dataclass(frozen=True)
class _Wanted:
    there: Stored
    text: bytes
    origin: Origin


def fetch_missing(settings: Settings, bucket: Bucket, missing: Sequence[Stored]) -> tuple[list[Stored], list[str]]:
    """Bring snapshots of the store into the home; gives those that came, and what is wrong with the others.

    Raises:
        HomeError: the store holds sample data and the home real data, or the other way round.
        StoreError: the store does not answer.
        WarehouseError: the disk is full.
    """
    wanted, wrong = each(lambda there: _Wanted(there, *_origin(bucket, there)), missing)
    _refuse_mixture(settings, bucket, wanted)
    bucket.need_room(sum(one.there.parquet.size for one in wanted if one.there.parquet))
    arriving = settings.home / "store" / "arriving"
    shutil.rmtree(arriving, ignore_errors=True)
    arriving.mkdir(parents=True, exist_ok=True)
    try:
        came, damaged = each(lambda one: _fetch(settings, bucket, one, arriving), wanted)
    finally:
        shutil.rmtree(arriving, ignore_errors=True)
    return came, [*wrong, *damaged]


def _origin(bucket: Bucket, there: Stored) -> tuple[bytes, Origin]:
    if there.parquet is None:
        raise UnlikeError(
            f"{bucket.address}/{there.stem}{PARQUET} is gone, though its origin stands there. A home that holds it "
            f"puts it again once {there.stem}{ORIGIN} is removed there too."
        )
    text = bucket.read(there.stem + ORIGIN)
    return text, parse(text, there.stem, bucket.address)


def _fetch(settings: Settings, bucket: Bucket, wanted: _Wanted, arriving: Path) -> Stored:
    stem, origin = wanted.there.stem, wanted.origin
    prepared = arriving / stem.replace("/", " ")
    found = bucket.fetch(stem + PARQUET, prepared)
    if found != origin.parquet_sha256:
        prepared.unlink()
        raise UnlikeError(
            f"{bucket.address}/{stem}{PARQUET} is damaged: its SHA-256 is {found}, and its origin says "
            f"{origin.parquet_sha256}. Remove both objects there; a home that holds the snapshot puts them again."
        )
    sync_file(prepared)
    with door(settings):
        if not origin_path(settings, stem).exists():  # landed here meanwhile: compared next
            _place(settings, stem, prepared, wanted.text)
    return wanted.there


def _place(settings: Settings, stem: str, prepared: Path, text: bytes) -> None:
    target = parquet_path(settings, stem)
    target.parent.mkdir(parents=True, exist_ok=True)
    prepared.replace(target)
    sync_folder(target.parent)
    crash_at("fetched snapshot renamed")
    replace_text(origin_path(settings, stem), text.decode())


def _refuse_mixture(settings: Settings, bucket: Bucket, wanted: Sequence[_Wanted]) -> None:
    kinds = {one.origin.is_sample for one in wanted if one.origin.source in FIGURES}
    here = holds_sample(settings)
    if len(kinds | ({here} if here is not None else set())) > 1:
        raise HomeError(
            f"{bucket.address} and {settings.home} hold sample and real data, which never share a home. Nothing was "
            "fetched or put. Use another prefix in DWSC_SNAPSHOTS, or another home in DWSC_HOME."
        )
