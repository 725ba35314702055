"""Hand in a checked register: into landing/, whole or not at all, and never over another file.

Owns: what stands in the way of handing in, the name that a register gets in landing/, and handing in twice.
Never: hands in what was not checked; lands or loads; changes a file that lies in landing/.
"""

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from warehouse.crash import crash_at
from warehouse.disk import PARTIAL, disk_trouble, file_sha256, sync_folder
from warehouse.errors import HomeError, LockedError, RefusedError, WarehouseError
from warehouse.landing import waiting
from warehouse.reports.receipts import Receipt, folder, receipt_of, write_receipt
from warehouse.reports.report import Checked
from warehouse.settings import Settings
from warehouse.snapshots import find_origin, holds_sample
from warehouse.spelling import iso, safe_name

_OWN = ".hand_in_"
_MOST_NAMES = 100
_LOCK_SECONDS = 30
_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}


@dataclass(frozen=True)
class Submitted:
    """What handing in did: `submitted`, or nothing because the same content is `waiting` or `accepted` already."""

    receipt_id: str
    outcome: Literal["submitted", "waiting", "accepted"]
    message: str


def submit(settings: Settings, checked: Checked, content: bytes, *, now: datetime | None = None) -> Submitted:
    """Put a checked register into landing/ and keep its receipt.

    Args:
        settings: names the home.
        checked: the report on just these bytes, without an error.
        content: the bytes.
        now: the time; the clock's if none is given.

    Raises:
        RefusedError: the report names an error, or is on other bytes.
        HomeError: the home holds the other kind of data, sample or real.
        WarehouseError: the disk is full or may not be written, or another hand-in does not end.
    """
    checksum = hashlib.sha256(content).hexdigest()
    if not checked.is_accepted or checked.sha256 != checksum:
        raise RefusedError(f"{checked.file_name} was not checked as it is, or has errors. Check it, then hand it in.")
    refuse_other_kind(settings, checked)
    receipt_id, name = receipt_of(checksum), checked.file_name
    with _plain_trouble(settings, name), _one_at_a_time(settings):
        if find_origin(settings, receipt_id, "register"):
            return Submitted(receipt_id, "accepted", f"{name}: this content was handed in before and is accepted.")
        lying = find_waiting(settings, receipt_id)
        if lying:
            found = f"{name}: this content waits in landing/ already, as {lying.name}."
            return Submitted(receipt_id, "waiting", found)
        landed = _put(settings.landing, _landing_name(name), receipt_id, content)
        write_receipt(settings, _receipt(checked, checksum, landed, now or datetime.now(UTC)))
    return Submitted(receipt_id, "submitted", f"{name} is handed in; it waits in landing/ as {landed}.")


def refuse_other_kind(settings: Settings, checked: Checked) -> None:
    """Stop sample data from being handed in to a home with real data, or the other way round.

    Raises:
        HomeError: it would be refused when it lands.
    """
    held = holds_sample(settings)
    if held is None or checked.report.is_sample is None or held == checked.report.is_sample:
        return
    this, there = ("an invented sample", "real") if checked.report.is_sample else ("real", "invented sample")
    raise HomeError(
        f"{checked.file_name} says that it is {this}, and this home holds {there} data; the two never share a home. "
        "Correct its data kind if that is wrong; else hand it in where its kind belongs."
    )


def find_waiting(settings: Settings, receipt_id: str) -> Path | None:
    """The file in landing/ that a receipt stands for, whatever it is called there."""
    for path in waiting(settings.landing):
        with contextlib.suppress(FileNotFoundError):  # a landing that runs at the same time takes files away
            if path.stat().st_size <= settings.max_register_bytes and receipt_of(file_sha256(path)) == receipt_id:
                return path
    return None


def _landing_name(name: str) -> str:
    """A name that the landing does not pass over: to it, files called *.part or *.partial are still arriving."""
    safe = safe_name(name)
    return f"{safe}.csv" if Path(safe).suffix in {".part", PARTIAL} else safe


def _put(landing: Path, name: str, receipt_id: str, content: bytes) -> str:
    partial = landing / f"{_OWN}{receipt_id}{PARTIAL}"
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        crash_at("handed-in file written beside its place")
        landed = _take_a_free_name(partial, landing, name)
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(landing)
    crash_at("handed-in file in its place")
    return landed


def _take_a_free_name(partial: Path, landing: Path, name: str) -> str:
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in range(1, _MOST_NAMES):
        target = landing / (name if number == 1 else f"{stem}_{number}{suffix}")
        try:
            os.link(partial, target)  # unlike a rename, it never takes a name that is taken
        except FileExistsError:
            continue
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            if target.exists():
                continue
            partial.replace(target)
        return target.name
    raise WarehouseError(f"{landing} holds {_MOST_NAMES} files called {name} already. Hand it in under another name.")


def _receipt(checked: Checked, checksum: str, landed: str, now: datetime) -> Receipt:
    return Receipt(
        receipt_id=receipt_of(checksum),
        file_name=checked.file_name,
        landed_as=landed,
        sha256=checksum,
        bytes=checked.bytes or 0,
        handed_in_at=iso(now),
        submitted_on=checked.report.submitted_on,
        is_sample=checked.report.is_sample,
        is_draft=checked.report.is_draft,
        reported_count=checked.report.reported_count,
    )


@contextlib.contextmanager
def _plain_trouble(settings: Settings, name: str) -> Iterator[None]:
    try:
        with disk_trouble(settings.landing, f"handing in {name}"):
            yield
    except OSError as error:
        raise WarehouseError(
            f"{name} cannot be handed in: {settings.landing} takes no file ({error.strerror}). Tell whoever runs the "
            "warehouse; nothing was handed in."
        ) from error


@contextlib.contextmanager
def _one_at_a_time(settings: Settings) -> Iterator[None]:
    """So that the same file handed in twice at once is put there once; clears what a killed hand-in left."""
    folder(settings).mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder(settings) / ".lock")
    try:
        lock.acquire(timeout=_LOCK_SECONDS)
    except Timeout as error:
        raise LockedError("Another register is being handed in and does not end. Try again in a minute.") from error
    try:
        for left in settings.landing.glob(f"{_OWN}*{PARTIAL}"):
            left.unlink(missing_ok=True)
        yield
    finally:
        lock.release()
