"""Snapshots: accepted content, immutable, with its origin beside it.

Owns: the shape of `snapshots/<source>/<dataset>/<snapshot_id>.parquet` and `.origin.json`, and writing both whole.
Never: changes or deletes a snapshot; reads a file that people dropped.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from warehouse.crash import crash_at
from warehouse.disk import PARTIAL, file_sha256, replace_text, sync_file, sync_folder
from warehouse.errors import SnapshotError
from warehouse.settings import Settings

# Raises with every change of what a reader makes of the same bytes.
READER_VERSION = "2"

Source = Literal[
    "ilostat", "ilostat_dictionaries", "ilostat_contents", "ilostat_areas", "register", "survey",
    "evaluation",
]  # fmt: skip
# Sources with figures: a home holds them for the sample or for real, never both.
FIGURES: tuple[Source, ...] = ("ilostat", "register", "survey", "evaluation")
KnownFromRule = Literal[
    "source_last_update", "file_name", "gzip_header", "sheet", "known_on", "submission_date", "landing_time"
]
Layout = Literal[
    "code", "label", "both", "sdmx_csv", "ddf", "workbook", "pivot_workbook", "parquet",
    "dictionary", "contents", "register", "survey", "evaluation",
]  # fmt: skip


class Origin(BaseModel):
    """Where a snapshot comes from; times are UTC in ISO 8601.

    `sha256` and `content_bytes` are of the decompressed content, `file_sha256` and `bytes` of the file as received;
    `known_from` is when the world knew it, by the rule named in `known_from_rule`; `retrieved_at` when we took it in;
    `parquet_sha256` is of the snapshot file itself, so that a flipped bit in it is noticed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    snapshot_id: str
    source: Source
    dataset_code: str
    indicator_code: str | None
    frequency_code: str | None
    dataset_label: str | None
    producer: str
    file_name: str
    address: str | None
    licence: str
    retrieved_at: str
    known_from: str
    known_from_rule: KnownFromRule
    source_last_update: str | None
    sha256: str
    file_sha256: str
    bytes: int
    content_bytes: int
    row_count: int
    key_count: int
    reader_version: str
    layout: Layout
    is_partial: bool
    partial_reason: str | None
    is_sample: bool
    warnings: list[str]
    parquet_sha256: str | None = None
    language: str | None = None


def snapshot_path(settings: Settings, origin: Origin) -> Path:
    """The Parquet file of a snapshot."""
    return settings.snapshots_folder / origin.source / origin.dataset_code / f"{origin.snapshot_id}.parquet"


def incoming(settings: Settings) -> Path:
    """Where a snapshot is prepared, on the same disk; whatever lies there is unfinished."""
    return settings.snapshots_folder / ".incoming"


def list_origins(settings: Settings, known_by: datetime | None = None, *, source: str = "*") -> list[Origin]:
    """Every snapshot of the home by source, dataset, known_from and id; a Parquet without origin does not exist.

    Args:
        settings: names the home.
        known_by: leave out what became known later; needs a time zone.
        source: only this source.

    Raises:
        SnapshotError: an origin is damaged, or its Parquet file is gone.
    """
    origins = [_read(path) for path in settings.snapshots_folder.glob(f"{source}/*/*.origin.json")]
    known = [one for one in origins if known_by is None or datetime.fromisoformat(one.known_from) <= known_by]
    for origin in known:
        if not snapshot_path(settings, origin).is_file():
            raise SnapshotError(
                f"The snapshot {snapshot_path(settings, origin)} is gone, though its origin stands beside it. "
                f"Restore it from backup, or remove the .origin.json and land {origin.file_name} again."
            )
    return sorted(known, key=lambda one: (one.source, one.dataset_code, one.known_from, one.snapshot_id))


def dataset_origins(settings: Settings, source: str, dataset_code: str) -> list[Origin]:
    """The snapshots of one dataset, without looking at any other."""
    return [_read(path) for path in sorted((settings.snapshots_folder / source / dataset_code).glob("*.origin.json"))]


def holds_sample(settings: Settings) -> bool | None:
    """Whether the home holds sample data (True), real data (False) or no figures yet (None).

    The first snapshot tells, because the two never share a home: a home of thousands of snapshots is not read through.
    """
    for source in FIGURES:
        for path in settings.snapshots_folder.glob(f"{source}/*/*.origin.json"):
            return _read(path).is_sample
    return None


def find_origin(settings: Settings, snapshot_id: str, source: str | None = None) -> Origin | None:
    """The origin of content already landed, if its Parquet file is there too."""
    for path in sorted(settings.snapshots_folder.glob(f"{source or '*'}/*/{snapshot_id}.origin.json")):
        origin = _read(path)
        if snapshot_path(settings, origin).is_file():
            return origin
    return None


def write_snapshot(settings: Settings, origin: Origin, prepared: Path) -> Path:
    """Put a prepared Parquet file in its place, then its origin; killed in between, nothing exists.

    Args:
        settings: names the home.
        origin: what is written beside it, last, with the checksum of the Parquet file.
        prepared: a finished Parquet file under `incoming`; it is moved.

    Returns:
        The Parquet file of the snapshot.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    target = snapshot_path(settings, origin)
    target.parent.mkdir(parents=True, exist_ok=True)
    sync_file(prepared)
    sealed = origin.model_copy(update={"parquet_sha256": file_sha256(prepared)})
    crash_at("snapshot prepared")
    prepared.replace(target)
    sync_folder(target.parent)
    crash_at("snapshot renamed")
    replace_text(target.with_suffix(".origin.json"), sealed.model_dump_json(indent=2))
    crash_at("origin written")
    return target


def check_sealed(settings: Settings, origin: Origin) -> None:
    """Make sure that a snapshot still holds the bytes that were written.

    Parquet has no checksum of its own that DuckDB checks: a flipped bit mostly gives a wrong figure and no error.

    Raises:
        SnapshotError: it does not; the message names the file and the way back.
    """
    path = snapshot_path(settings, origin)
    if origin.parquet_sha256 and file_sha256(path) != origin.parquet_sha256:
        raise SnapshotError(
            f"The snapshot {path} is damaged: its checksum is not the one it was written with. Restore it from backup, "
            f"or remove it and its .origin.json and land {origin.file_name} again. The last release stands."
        )


def clear_incoming(settings: Settings) -> None:
    """Remove what a killed landing left behind; only for whoever holds the landing lock."""
    if incoming(settings).is_dir():
        for path in incoming(settings).iterdir():
            if path.is_file():
                path.unlink()
    for path in [*settings.snapshots_folder.glob(f"*/*/.*{PARTIAL}"), *settings.rejected.glob(f".*{PARTIAL}")]:
        path.unlink()


def _read(path: Path) -> Origin:
    try:
        return Origin.model_validate_json(path.read_bytes())
    except (ValidationError, json.JSONDecodeError) as error:
        raise SnapshotError(
            f"The origin file {path} is damaged ({str(error).splitlines()[0]}). Restore it from backup, or remove it "
            "and its Parquet file and land the original file again."
        ) from error
