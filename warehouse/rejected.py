"""Refused files, kept with the reason beside them.

Owns: what a refusal says (`Finding`, `Refusal`), how it reads, and `rejected/` with its reason files.
Never: decides that a file is bad (a source's rules do); loads or mends anything; deletes what it keeps.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from warehouse.crash import crash_at
from warehouse.disk import put, replace_text
from warehouse.errors import RefusedError, SnapshotError
from warehouse.formulas import csv_text
from warehouse.settings import Settings
from warehouse.spelling import iso, safe_name, shorten, shown

SHOWN = 20
ERROR_COLUMNS = ("place", "column", "value", "rule", "remedy")


@dataclass(frozen=True)
class Finding:
    """One error in a file: where, what stands there, which rule it breaks and what to do.

    `place` is a line as a text editor counts it ("line 12"), a cell ("Register!D7") or "the file";
    `rule` and `remedy` are plain sentences without the file name.
    """

    place: str
    column: str | None
    value: str | None
    rule: str
    remedy: str

    def sentence(self) -> str:
        """The finding as one line of a message."""
        where = ", ".join(part for part in (self.place, self.column) if part)
        found = "" if self.value is None else f" holds {shorten(self.value)!r}"
        return f"{where}{found}: {self.rule} {self.remedy}".strip()


@dataclass(frozen=True)
class Refusal:
    """Why a file is refused, before it is filed under rejected/.

    `rule` names the reason in a few words and is the same for the same reason.
    `error_count` counts all errors; `findings` hold all of them, or the first 20 when `errors_file`,
    a CSV with the columns of ERROR_COLUMNS, holds all.
    """

    rule: str
    findings: tuple[Finding, ...]
    error_count: int
    source: str | None = None
    errors_file: Path | None = None
    is_sample: bool | None = None


class FileRefusedError(RefusedError):
    """Raised by a source's checks with the refusal; `warehouse.landing` catches it and files the file."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.rule)
        self.refusal = refusal


class ShownError(BaseModel):
    """A finding as the reason file keeps it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    place: str
    column: str | None
    value: str | None
    rule: str
    remedy: str


class Rejection(BaseModel):
    """The reason file beside a refused file; times are UTC in ISO 8601; checksum and size are of the file as received.

    `kept_as` is a name inside rejected/; null where the file was too large to copy and stayed where it was.
    `attempts` are the times at which the same bytes were refused again for the same reason.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    rejected_id: str
    file_name: str
    kept_as: str | None
    source: str | None
    rule: str
    message: str
    error_count: int
    errors_shown: list[ShownError]
    all_errors_file: str | None
    sha256: str
    bytes: int
    rejected_at: str
    is_sample: bool | None
    attempts: list[str] = []


def refused(rule: str, *findings: Finding, source: str | None = None) -> FileRefusedError:
    """The refusal of a file for findings that are all at hand, ready to be raised."""
    return FileRefusedError(Refusal(rule=rule, findings=findings, error_count=len(findings), source=source))


def whole_file(rule: str, found: str, remedy: str, source: str | None = None) -> FileRefusedError:
    """The refusal of a file for one reason that concerns all of it, ready to be raised."""
    return refused(rule, Finding("the file", None, None, found, remedy), source=source)


def message(file_name: str, refusal: Refusal, all_errors_file: str | None) -> str:
    """The one message of a refusal: every reason (the first 20 of many), and where the rest are."""
    errors = "1 error" if refusal.error_count == 1 else f"{refusal.error_count:,} errors"
    lines = [f"{shown(file_name)} was refused ({errors}); nothing was loaded from it."]
    lines += [f"  - {finding.sentence()}" for finding in refusal.findings[:SHOWN]]
    if refusal.error_count > SHOWN:
        lines.append(f"  The first {SHOWN} of {refusal.error_count:,} are shown.")
    if all_errors_file:
        lines.append(f"  All of them, one a line: rejected/{all_errors_file}")
    return "\n".join(lines)


def kept_name(file_name: str, sha256: str, now: datetime) -> str:
    """The name inside rejected/ of a file that is refused now."""
    return f"{now.astimezone(UTC):%Y%m%d_%H%M%S}_{sha256[:8]}_{safe_name(file_name)}"


def refuse(
    settings: Settings,
    path: Path,
    refusal: Refusal,
    *,
    name: str,
    sha256: str,
    size: int,
    now: datetime,
    move: bool,
    keep: bool = True,
) -> Rejection:
    """File a refused file under rejected/ with its reason; the reason is written last.

    Args:
        settings: names the home.
        path: the file as received.
        refusal: why.
        name: what it is called inside rejected/ (`kept_name`), if it was not refused before.
        sha256: of the file as received.
        size: of the file as received, in bytes.
        now: when, with a time zone.
        move: take the file away from where it lies (landing/) instead of copying it.
        keep: False leaves a file where it is, because it is too large to copy.

    Returns:
        The rejection; the standing one, with this attempt noted, when the same bytes were refused for the same reason.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    rejected_id = hashlib.sha256(f"{sha256} {refusal.rule}".encode()).hexdigest()[:16]
    standing = _standing(settings, rejected_id)
    if standing:
        return _note_attempt(settings, standing, path if move else None, name, now)
    settings.rejected.mkdir(parents=True, exist_ok=True)
    kept = put(path, settings.rejected / name, may_link=move) if keep else None
    errors = _write_errors(settings.rejected / f"{name}.errors.csv", refusal)
    crash_at("refused file kept")
    rejection = Rejection(
        rejected_id=rejected_id,
        file_name=shown(path.name),
        kept_as=kept,
        source=refusal.source,
        rule=refusal.rule,
        message=message(path.name, refusal, errors),
        error_count=refusal.error_count,
        errors_shown=[ShownError(**vars(finding)) for finding in refusal.findings[:SHOWN]],
        all_errors_file=errors,
        sha256=sha256,
        bytes=size,
        rejected_at=iso(now),
        is_sample=refusal.is_sample,
    )
    replace_text(settings.rejected / f"{name}.reason.json", rejection.model_dump_json(indent=2))
    if move:
        path.unlink()  # not before: killed in between, the file would lie in rejected/ and nobody would hear why
    return rejection


def list_rejections(settings: Settings) -> list[Rejection]:
    """Every rejection of the home, oldest first.

    Raises:
        SnapshotError: a reason file is damaged; the message names it.
    """
    found = [_read(path) for path in sorted(settings.rejected.glob("*.reason.json"))]
    return sorted(found, key=lambda rejection: (rejection.rejected_at, rejection.rejected_id))


def write_findings(path: Path, findings: Iterable[Finding]) -> Path:
    """Write findings as CSV with the columns of ERROR_COLUMNS; no text of the file runs as a formula."""
    rows = ([getattr(finding, column) for column in ERROR_COLUMNS] for finding in findings)
    path.write_text(csv_text(ERROR_COLUMNS, rows), encoding="utf-8", newline="")
    return path


def _read(path: Path) -> Rejection:
    try:
        return Rejection.model_validate_json(path.read_bytes())
    except (ValidationError, json.JSONDecodeError) as error:
        raise SnapshotError(
            f"The reason file {path} is damaged ({error}). Remove it, or restore it from backup."
        ) from error


def _standing(settings: Settings, rejected_id: str) -> tuple[Path, Rejection] | None:
    each = ((path, _read(path)) for path in sorted(settings.rejected.glob("*.reason.json")))
    return next((one for one in each if one[1].rejected_id == rejected_id), None)


def _note_attempt(
    settings: Settings, standing: tuple[Path, Rejection], moved: Path | None, name: str, now: datetime
) -> Rejection:
    path, rejection = standing
    kept = rejection.kept_as or (name if moved else None)  # what was too large to copy is not kept yet
    noted = rejection.model_copy(update={"kept_as": kept, "attempts": [*rejection.attempts, iso(now)]})
    if moved and kept and not (settings.rejected / kept).exists():
        put(moved, settings.rejected / kept, may_link=True)
    replace_text(path, noted.model_dump_json(indent=2))
    if moved:
        moved.unlink()
    return noted


def _write_errors(target: Path, refusal: Refusal) -> str | None:
    if refusal.errors_file:
        shutil.move(refusal.errors_file, target)
    elif refusal.error_count > 1:
        write_findings(target, refusal.findings)
    else:
        return None
    return target.name
