"""Receipts: the proof that a register was handed in.

Owns: `landing/receipts/<receipt>.json`, and that a receipt is the first 16 characters of the file's checksum: the id
that its snapshot gets once it is accepted, and that anybody who has the file can find again.
Never: says what became of a register (`warehouse.reports.follow` looks); is needed to land one.
"""

import re
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from warehouse.disk import file_sha256, replace_text
from warehouse.errors import RefusedError, WarehouseError
from warehouse.settings import Settings
from warehouse.spelling import shorten

_LENGTH = 16
_RECEIPT = re.compile(r"[0-9a-f]{16,64}")


class Receipt(BaseModel):
    """What was handed in and when; times are UTC in ISO 8601.

    `file_name` is what the person called it, `landed_as` its name in landing/; `attempts` are the times at which the
    same bytes were handed in again, after a refusal.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    receipt_id: str
    file_name: str
    landed_as: str
    sha256: str
    bytes: int
    handed_in_at: str
    submitted_on: date | None
    is_sample: bool | None
    is_draft: bool | None
    reported_count: int
    attempts: tuple[str, ...] = ()


def folder(settings: Settings) -> Path:
    """Where receipts are kept: a folder inside landing/, the only place that the pages write to."""
    return settings.landing / "receipts"


def receipt_of(sha256: str) -> str:
    """The receipt for a file with this checksum."""
    return sha256[:_LENGTH]


def receipt_for(key: str) -> str:
    """The receipt that a person names: by itself, by the whole checksum, or by the file.

    Raises:
        RefusedError: it is none of these.
    """
    path = Path(key)
    if not _RECEIPT.fullmatch(key.strip().lower()) and path.is_file():
        return receipt_of(file_sha256(path))
    return receipt_for_text(key)


def receipt_for_text(key: str) -> str:
    """The receipt that a person names on a page, where a file's name says nothing.

    Raises:
        RefusedError: it is neither a receipt nor a checksum.
    """
    typed = key.strip().lower()
    if _RECEIPT.fullmatch(typed):
        return receipt_of(typed)
    raise RefusedError(
        f"{shorten(key)!r} is neither a receipt (16 characters, 0 to 9 and a to f) nor a file that is here. "
        "`dwsc register status` without anything lists the receipts of this home."
    )


def read_receipt(settings: Settings, receipt_id: str) -> Receipt | None:
    """One receipt; None where nothing was handed in under it.

    Raises:
        WarehouseError: it is damaged; the message names it.
    """
    path = folder(settings) / f"{receipt_id}.json"
    try:
        return Receipt.model_validate_json(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValidationError as error:
        raise WarehouseError(
            f"The receipt {path} is damaged. Remove it: what became of the register is known without it."
        ) from error


def list_receipts(settings: Settings) -> list[Receipt]:
    """Every receipt of the home, the latest first.

    Raises:
        WarehouseError: one is damaged; the message names it.
    """
    found = [read_receipt(settings, path.stem) for path in folder(settings).glob("*.json")]
    return sorted((one for one in found if one), key=lambda one: (one.handed_in_at, one.receipt_id), reverse=True)


def write_receipt(settings: Settings, receipt: Receipt) -> None:
    """Keep a receipt, whole or not at all; one that stands keeps its first time and notes this one.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    standing = read_receipt(settings, receipt.receipt_id)
    if standing:
        times = (*standing.attempts, receipt.handed_in_at)
        receipt = standing.model_copy(update={"landed_as": receipt.landed_as, "attempts": times})
    replace_text(folder(settings) / f"{receipt.receipt_id}.json", receipt.model_dump_json(indent=2))
