"""The home's copy and the store come to hold the same snapshots.

Owns: the order (fetch what is missing, compare what both hold, put what is new), and that one process of a home does it
at a time.
Never: reports it done while one snapshot is not as it should be.
"""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from filelock import FileLock, Timeout

from warehouse.disk import disk_trouble
from warehouse.errors import LockedError, StoreError
from warehouse.settings import Settings
from warehouse.store.bucket import Bucket
from warehouse.store.compared import compare
from warehouse.store.each import each
from warehouse.store.fetched import fetch_missing
from warehouse.store.ledger import Ledger
from warehouse.store.names import Stored, held, stored
from warehouse.store.put import prove_it_keeps, put

_LOCK_SECONDS = 600
_SHOWN = 10
_ROUNDS = 3


@dataclass(frozen=True)
class Exchanged:
    """What went which way, by `<source>/<dataset>/<snapshot_id>`."""

    fetched: tuple[str, ...] = ()
    put: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{len(self.fetched):,} snapshots fetched from the store, {len(self.put):,} put into it"


def exchange(settings: Settings) -> Exchanged:
    """Fetch what others put, then put what this home landed; does nothing where DWSC_SNAPSHOTS names no object store.

    Killed anywhere, the next call goes on: a Parquet without its origin counts neither here nor there.

    Raises:
        StoreError: the store does not answer, or snapshots are not what they should be; the message lists them.
        HomeError: sample and real data would meet.
        LockedError: another process of this home exchanges snapshots and does not end.
        WarehouseError: the disk is full.
    """
    if not settings.is_object_store:
        return Exchanged()
    with disk_trouble(settings.home, "exchanging snapshots with the store"), _one_at_a_time(settings):
        bucket, ledger = Bucket(settings), Ledger.read(settings)
        try:
            return _exchange(settings, bucket, ledger)
        finally:
            ledger.write()


def _exchange(settings: Settings, bucket: Bucket, ledger: Ledger) -> Exchanged:
    fetched: list[str] = []
    done: list[str] = []
    for _ in range(_ROUNDS):
        there = stored(bucket.list())
        fetched += _fetch(settings, bucket, ledger, there)
        new = [stem for stem in held(settings) if stem not in there]
        if new:
            prove_it_keeps(bucket, ledger)
        came, wrong = each(lambda stem: put(settings, bucket, ledger, stem), new)
        _refuse(bucket, wrong)
        done += [stem for stem in came if stem]
        if None not in came:  # else another home was first, and what it put is looked at
            return Exchanged(tuple(sorted(fetched)), tuple(sorted(done)))
    raise StoreError(f"{bucket.address} refuses snapshots as if they stood there, and does not list them. Look at it.")


def _fetch(settings: Settings, bucket: Bucket, ledger: Ledger, there: dict[str, Stored]) -> list[str]:
    """Fetch what is missing, and compare what both hold and was not found equal before."""
    here = set(held(settings))
    came, wrong = fetch_missing(settings, bucket, [one for stem, one in there.items() if stem not in here])
    unproven = [one for stem, one in there.items() if stem in here and not ledger.knows(one)]
    same, unlike = each(lambda one: compare(settings, bucket, one), unproven)
    for one in [*came, *same]:
        if one.parquet is not None:
            ledger.note(one.stem, one.origin.etag, one.parquet.etag)
    _refuse(bucket, [*wrong, *unlike])
    return [one.stem for one in came]


def _refuse(bucket: Bucket, wrong: Sequence[str]) -> None:
    if wrong:
        more = f"\n  and {len(wrong) - _SHOWN:,} more" if len(wrong) > _SHOWN else ""
        raise StoreError(
            f"Snapshots in {bucket.address} are not what they should be; the others are in place, and the last release "
            "stands:\n  " + "\n  ".join(wrong[:_SHOWN]) + more
        )


@contextlib.contextmanager
def _one_at_a_time(settings: Settings) -> Iterator[None]:
    folder = settings.home / "store"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock")
    try:
        lock.acquire(timeout=_LOCK_SECONDS)
    except Timeout as error:
        raise LockedError(
            f"Another process exchanges the snapshots of {settings.home} and has not ended. Wait, then try again."
        ) from error
    try:
        yield
    finally:
        lock.release()
