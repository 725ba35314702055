"""What became of a register: waiting, accepted, refused, published.

Owns: finding a register by its receipt in landing/, among snapshots, rejections and releases of a home.
Never: changes anything; guesses: a register that is nowhere is said to be nowhere.
"""

import csv
from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from warehouse.disk import disk_trouble
from warehouse.formulas import as_typed
from warehouse.rejected import Finding, Rejection, list_rejections
from warehouse.release import pointer
from warehouse.reports.receipts import Receipt, list_receipts, read_receipt
from warehouse.reports.submit import find_waiting
from warehouse.settings import Settings
from warehouse.snapshots import Origin, find_origin

State = Literal["received", "accepted", "published", "refused", "gone", "unknown"]


class Publication(BaseModel):
    """A release that a register is in, and the day that its figures are as of (ISO)."""

    model_config = ConfigDict(frozen=True)

    release_id: str
    as_of: str


class Followed(BaseModel):
    """Where a register stands; times are UTC in ISO 8601, what does not apply is null or empty.

    Attributes:
        state: `received` (it waits in landing/), `accepted` (a snapshot, in no release yet), `published`, `refused`,
            `gone` (handed in, and taken out of landing/ by hand) or `unknown`.
        waits_as: its name in landing/.
        known_from: the day from which it counts: the submission date in it.
        published: the first release that it is in.
        current: the release that readers see; `in_current` says whether it is in that one too.
        findings: every reason of a refusal.
    """

    model_config = ConfigDict(frozen=True)

    receipt_id: str
    state: State
    file_name: str | None = None
    handed_in_at: str | None = None
    is_draft: bool | None = None
    waits_as: str | None = None
    snapshot_id: str | None = None
    accepted_at: str | None = None
    known_from: str | None = None
    row_count: int | None = None
    published: Publication | None = None
    current: Publication | None = None
    in_current: bool = False
    refused_at: str | None = None
    error_count: int = 0
    findings: tuple[Finding, ...] = ()


def follow(settings: Settings, receipt_id: str) -> Followed:
    """Say where the register with this receipt stands now.

    Args:
        settings: names the home.
        receipt_id: as `warehouse.reports.receipts.receipt_for` gives it.

    Raises:
        SnapshotError: an origin or a reason file is damaged.
        WarehouseError: the home may not be read.
    """
    with disk_trouble(settings.home, "following a register"):
        return _followed(settings, receipt_id, read_receipt(settings, receipt_id))


def follow_all(settings: Settings) -> list[Followed]:
    """Where every register stands that has a receipt in this home, the latest first."""
    with disk_trouble(settings.home, "following registers"):
        return [_followed(settings, one.receipt_id, one) for one in list_receipts(settings)]


def _followed(settings: Settings, receipt_id: str, receipt: Receipt | None) -> Followed:
    found = Followed(receipt_id=receipt_id, state="gone" if receipt else "unknown")
    if receipt:
        at = receipt.attempts[-1] if receipt.attempts else receipt.handed_in_at
        told = {"file_name": receipt.file_name, "handed_in_at": at, "is_draft": receipt.is_draft}
        found = found.model_copy(update=told)
    origin = find_origin(settings, receipt_id, "register")
    if origin:
        return _accepted(settings, found, origin)
    lying = find_waiting(settings, receipt_id)
    if lying:
        name = found.file_name or lying.name
        return found.model_copy(update={"state": "received", "file_name": name, "waits_as": lying.name})
    rejections = [one for one in list_rejections(settings) if one.sha256.startswith(receipt_id)]
    return _refused(settings, found, rejections[-1]) if rejections else found


def _accepted(settings: Settings, found: Followed, origin: Origin) -> Followed:
    current = pointer.current(settings)
    releases = [one for one in pointer.list_releases(settings) if _holds(one, origin)]
    told = {
        "state": "published" if releases else "accepted",
        "file_name": found.file_name or origin.file_name,
        "snapshot_id": origin.snapshot_id,
        "accepted_at": origin.retrieved_at,
        "known_from": origin.known_from[:10],
        "row_count": origin.row_count,
        "published": _publication(releases[0]) if releases else None,
        "current": _publication(current) if current else None,
        "in_current": current is not None and _holds(current, origin),
    }
    return found.model_copy(update=told)


def _holds(release: pointer.Release, origin: Origin) -> bool:
    return any(entry.get("snapshot_id") == origin.snapshot_id for entry in release.manifest.get("inputs", ()))


def _publication(release: pointer.Release) -> Publication:
    return Publication(release_id=release.release_id, as_of=str(release.manifest.get("as_of")))


def _refused(settings: Settings, found: Followed, rejection: Rejection) -> Followed:
    told = {
        "state": "refused",
        "file_name": found.file_name or rejection.file_name,
        "refused_at": rejection.attempts[-1] if rejection.attempts else rejection.rejected_at,
        "error_count": rejection.error_count,
        "findings": tuple(_findings(settings, rejection)),
    }
    return found.model_copy(update=told)


def _findings(settings: Settings, rejection: Rejection) -> Iterator[Finding]:
    path = settings.rejected / (rejection.all_errors_file or "")
    if not path.is_file():
        yield from (Finding(**one.model_dump()) for one in rejection.errors_shown)
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            told = {name: as_typed(value) for name, value in row.items()}
            yield Finding(told["place"], told["column"] or None, told["value"] or None, told["rule"], told["remedy"])
