"""Snapshots of the home go into the store.

Owns: the order, Parquet first and origin last, and that nothing that stands there is replaced.
Never: puts a damaged snapshot.
"""

from warehouse.crash import crash_at
from warehouse.disk import file_sha256
from warehouse.errors import StoreError
from warehouse.settings import Settings
from warehouse.snapshots import Origin, check_sealed
from warehouse.store.bucket import Bucket
from warehouse.store.ledger import Ledger
from warehouse.store.names import ORIGIN, PARQUET, UnlikeError, origin_path, parquet_path

_TRY = ".dwsc/first_one_stays"


def prove_it_keeps(bucket: Bucket, ledger: Ledger) -> None:
    """Make sure, once for each home, that the store leaves alone what stands (`If-None-Match: *`).

    Why: not every store that speaks the API of S3 heeds it, and one that does not would let two homes overwrite each
    other without a word.

    Raises:
        StoreError: it does not.
    """
    if ledger.keeps:
        return
    bucket.put_absent(_TRY, b"The first one stays.\n")
    if bucket.put_absent(_TRY, b"The first one was replaced.\n") is not None:
        raise StoreError(
            f"{bucket.address} replaced an object although it was asked to leave it alone (If-None-Match). Snapshots "
            "would not be safe there. Use a store that heeds it, or a shared folder; nothing was put."
        )
    ledger.keeps = True


def put(settings: Settings, bucket: Bucket, ledger: Ledger, stem: str) -> str | None:
    """Put one snapshot of the home; gives its stem, or None where another home was first and both must be compared.

    Raises:
        UnlikeError: other bytes stand in the store already.
        SnapshotError: it is damaged here.
        StoreError: the store does not answer.
    """
    text = origin_path(settings, stem).read_bytes()
    origin = Origin.model_validate_json(text)
    check_sealed(settings, origin)
    path = parquet_path(settings, stem)
    if origin.parquet_sha256 is None:  # landed before checksums were kept
        text = origin.model_copy(update={"parquet_sha256": file_sha256(path)}).model_dump_json(indent=2).encode()
    parquet_etag = bucket.put_absent(stem + PARQUET, path)
    if parquet_etag is None:
        _refuse_other_bytes(bucket, stem, origin.parquet_sha256 or file_sha256(path))
    crash_at("Parquet put into the store")
    origin_etag = bucket.put_absent(stem + ORIGIN, text)
    crash_at("origin put into the store")
    if origin_etag is None:
        return None
    if parquet_etag is not None and origin.parquet_sha256:
        ledger.note(stem, origin_etag, parquet_etag)
    return stem


def _refuse_other_bytes(bucket: Bucket, stem: str, mine: str) -> None:
    """A Parquet without its origin is what a killed put left: of the same bytes, or not of this snapshot."""
    if (theirs := bucket.sha256(stem + PARQUET)) != mine:
        raise UnlikeError(
            f"{bucket.address}/{stem}{PARQUET} has other bytes than this home's: SHA-256 {theirs} there, {mine} here. "
            f"If no {ORIGIN} stands beside it there, a put was killed: remove it there by hand, and run again."
        )
