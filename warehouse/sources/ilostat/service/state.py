"""How the fetching of each dataset stands, kept so that a killed fetch goes on where it stopped.

Owns: `fetch/status/<dataset>.json`, `fetch/incoming/` and the lock of whoever fetches.
Never: asks the service; judges what came.
"""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from warehouse.disk import replace_text
from warehouse.errors import LockedError
from warehouse.home_folder import make_home
from warehouse.settings import Settings

PART = ".part"
Outcome = Literal["new", "unchanged", "same_content", "failed"]


class FetchStatus(BaseModel):
    """How the last look at one dataset ended; times are UTC in ISO 8601.

    `outcome` is `new` (a snapshot was made), `unchanged` (ILOSTAT had changed nothing, so it was not asked for),
    `same_content` (it was asked for, and its rows are those of a snapshot that stands) or `failed`.
    `source_last_update` is what the table of contents says, `accepted_last_update` what it said of the snapshot that
    stands; `row_count` is what it promises. `bytes` are of the body received. `is_stale` says that the last good
    snapshot is served although it may be out of date, `stale_rule` why in a word, `stale_reason` in a sentence.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    dataset_code: str
    outcome: Outcome
    checked_at: str
    fetched_at: str | None = None
    source_last_update: str | None = None
    accepted_last_update: str | None = None
    snapshot_id: str | None = None
    row_count: int | None = None
    bytes: int | None = None
    address: str | None = None
    attempts: int = 0
    is_stale: bool = False
    stale_rule: str | None = None
    stale_reason: str | None = None


def status_path(settings: Settings, dataset_code: str) -> Path:
    """Where the status of a dataset lies."""
    return settings.fetch / "status" / f"{dataset_code}.json"


def incoming(settings: Settings) -> Path:
    """Where bodies lie on their way in."""
    return settings.fetch / "incoming"


def read_status(settings: Settings, dataset_code: str) -> FetchStatus | None:
    """The status of a dataset; None where there is none, or where it is damaged: the next fetch writes it anew."""
    return _read(status_path(settings, dataset_code))


def list_statuses(settings: Settings) -> list[FetchStatus]:
    """The status of every dataset that was ever asked for, by dataset."""
    read = (_read(path) for path in sorted((settings.fetch / "status").glob("[!.]*.json")))
    return [status for status in read if status]


def write_status(settings: Settings, status: FetchStatus) -> None:
    """Write the status of a dataset whole or not at all.

    Raises:
        OSError: the disk is full.
    """
    replace_text(status_path(settings, status.dataset_code), status.model_dump_json(indent=2))


def sweep(settings: Settings, still_wanted: set[str]) -> None:
    """Remove what a killed fetch left half-written, and bodies that nobody waits for any more."""
    if incoming(settings).is_dir():
        for path in incoming(settings).iterdir():
            if path.suffix == PART or path.name not in still_wanted:
                path.unlink()


@contextlib.contextmanager
def one_at_a_time(settings: Settings) -> Iterator[None]:
    """Hold the right to fetch into this home.

    Raises:
        HomeError: there is no home, and none can be made.
        LockedError: another fetch is at work.
    """
    make_home(settings)
    incoming(settings).mkdir(parents=True, exist_ok=True)
    lock = FileLock(settings.fetch / "fetch.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise LockedError(
            f"Another fetch into {settings.home} is at work. Wait until it ends, then try again."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _read(path: Path) -> FetchStatus | None:
    try:
        return FetchStatus.model_validate_json(path.read_bytes())
    except (OSError, ValidationError, json.JSONDecodeError):
        return None
