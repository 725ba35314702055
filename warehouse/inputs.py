"""What a run reads: the snapshots and refusals known on its as-of date, written down before anything is built.

Owns: which snapshots count on a date, the files that tell dbt about them, and the fingerprint of inputs, code and date.
Never: reads the rows of a snapshot; changes one.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet

from warehouse.checks import write_results
from warehouse.disk import disk_trouble
from warehouse.errors import SnapshotError, WarehouseError
from warehouse.fetches import FETCH_COLUMNS, fetch_rows, known_fetches, what_decides
from warehouse.fingerprint import code_fingerprint
from warehouse.raw_rows import write_rows
from warehouse.raw_tables import RAW_TABLES
from warehouse.rejected import Rejection, list_rejections
from warehouse.released import write_released
from warehouse.released_changes import write_no_changes
from warehouse.released_progress import write_released_progress
from warehouse.released_quality import write_released_quality
from warehouse.sample import SAMPLE_AS_OF
from warehouse.settings import Settings
from warehouse.snapshots import Origin, check_sealed, list_origins, snapshot_path

_WHOLE_NUMBERS = ("row_number", "wave_order", "row_count", "key_count", "bytes", "content_bytes", "error_count",
                  "stored_row_count")  # fmt: skip
_FLAGS = ("is_partial", "is_sample", "is_stale")
_TYPES = dict.fromkeys(_WHOLE_NUMBERS, pa.int64()) | dict.fromkeys(_FLAGS, pa.bool_())
_NOT_THE_CONTENT = {"retrieved_at", "warnings", "parquet_sha256"}


@dataclass(frozen=True)
class Inputs:
    """The inputs of one run; `folder` holds them as Parquet for dbt."""

    run_id: str
    as_of: date
    folder: Path
    snapshot_count: int
    is_sample: bool
    fingerprint: str


def default_as_of(settings: Settings) -> date:
    """The as-of date when none is given: today (UTC), or the sample's own date in a home that holds the sample."""
    origins = list_origins(settings)
    return SAMPLE_AS_OF if any(origin.is_sample for origin in origins) else datetime.now(UTC).date()


def agreed_as_of(settings: Settings, asked: date | None) -> date:
    """The as-of date of a run: the one asked for, else the default.

    Raises:
        WarehouseError: the day is still to come, so that nobody can know what will be known by its end.
    """
    today = datetime.now(UTC).date()
    if asked and asked > today:
        raise WarehouseError(
            f"The as-of date {asked} lies ahead: what will be known by then is not known on {today} (UTC). "
            "Choose a day up to today."
        )
    return asked or default_as_of(settings)


def known_inputs(settings: Settings, as_of: date) -> list[Origin]:
    """Snapshots known by the end of the as-of day (UTC), in a fixed order."""
    end_of_day = datetime.combine(as_of, time.max, tzinfo=UTC)
    origins = list_origins(settings, known_by=end_of_day)
    return sorted(origins, key=lambda origin: (origin.source, origin.dataset_code, origin.snapshot_id))


def known_rejections(settings: Settings, as_of: date) -> list[Rejection]:
    """Refusals to list: all of them, but those made after the as-of day of a run that looks back.

    A run as of today or of a pinned date in a sample home lists every refusal of the home.
    """
    if as_of >= default_as_of(settings):
        return list_rejections(settings)
    end_of_day = datetime.combine(as_of + timedelta(days=1), time.min, tzinfo=UTC)
    return [one for one in list_rejections(settings) if datetime.fromisoformat(one.rejected_at) < end_of_day]


def fingerprint(settings: Settings, as_of: date) -> str:
    """SHA-256 over what decides a release: snapshots with their origins, refusals, code, settings and as-of date."""
    facts = {
        "as_of": as_of.isoformat(),
        "code": code_fingerprint(),
        "csv_rows": settings.csv_rows,
        "release_vintages": settings.release_vintages,
        "stale_years": settings.stale_years,
        "snapshots": [_stable(origin.model_dump(mode="json")) for origin in _read(known_inputs(settings, as_of))],
        "rejections": [one.rejected_id for one in known_rejections(settings, as_of)],
        "fetches": what_decides(known_fetches(settings, as_of)),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


def write_inputs(settings: Settings, run_id: str, as_of: date) -> Inputs:
    """Write down what the run reads, under `runs/<run_id>/inputs/`.

    Files: `snapshots.parquet` (one row per snapshot: its origin, `path`, rows stored there), `rejected_files.parquet`,
    `fetches.parquet` (one row per dataset ever fetched), an empty Parquet of each raw shape (so that dbt's list of
    files is never empty), `check_results.parquet`, empty so far, and what earlier releases said (`warehouse.released`,
    `warehouse.released_progress`, `warehouse.released_quality`); `released_changes.parquet` is empty until the tables
    stand (`warehouse.released_changes`).
    What they said is no part of the fingerprint: a release alone is no reason to make another one.

    Raises:
        SnapshotError: a snapshot, an origin or a reason file is damaged.
        WarehouseError: the disk is full.
    """
    folder = settings.runs / run_id / "inputs"
    origins, rejections = known_inputs(settings, as_of), known_rejections(settings, as_of)
    for origin in origins:
        check_sealed(settings, origin)
    with disk_trouble(folder, "writing down the inputs of the run"):
        folder.mkdir(parents=True, exist_ok=True)
        write_rows(
            folder / "snapshots.parquet",
            [_origin_row(settings, origin) for origin in origins],
            _origin_columns(),
            _TYPES,
        )
        write_rows(
            folder / "rejected_files.parquet", [_rejection_row(one) for one in rejections], _rejection_columns(), _TYPES
        )
        write_rows(folder / "fetches.parquet", fetch_rows(known_fetches(settings, as_of)), FETCH_COLUMNS, _TYPES)
        for name, columns in RAW_TABLES.items():
            write_rows(folder / f"{name}_none.parquet", [], columns, _TYPES)
        write_results(folder / "check_results.parquet", [])
        write_released(settings, folder, as_of)
        write_released_progress(settings, folder, as_of)
        write_released_quality(settings, folder, as_of)
        write_no_changes(folder)
    return Inputs(
        run_id=run_id,
        as_of=as_of,
        folder=folder,
        snapshot_count=len(origins),
        is_sample=any(origin.is_sample for origin in origins),
        fingerprint=fingerprint(settings, as_of),
    )


def _read(origins: list[Origin]) -> list[Origin]:
    """Those that a table is made from; a new table of contents alone is no reason to build anew."""
    return [origin for origin in origins if origin.source != "ilostat_contents"]


def _stable(row: dict[str, Any]) -> dict[str, Any]:
    """An origin without what does not decide a figure, such as the minute at which a file was landed."""
    return {key: value for key, value in row.items() if key not in _NOT_THE_CONTENT}


def _origin_columns() -> tuple[str, ...]:
    return (*Origin.model_fields, "path", "stored_row_count")


def _origin_row(settings: Settings, origin: Origin) -> dict[str, Any]:
    row, path = origin.model_dump(mode="json"), snapshot_path(settings, origin)
    stored = _stored_rows(path)
    return row | {"warnings": " | ".join(origin.warnings), "path": str(path), "stored_row_count": stored}


def _stored_rows(path: Path) -> int:
    """Rows that the file of a snapshot says it holds, whatever its origin says."""
    try:
        return int(parquet.read_metadata(path).num_rows)
    except (OSError, pa.ArrowException) as error:
        raise SnapshotError(f"The snapshot {path} cannot be read ({error}). Restore it from backup.") from error


def _rejection_columns() -> tuple[str, ...]:
    return tuple(Rejection.model_fields)


def _rejection_row(rejection: Rejection) -> dict[str, Any]:
    row = rejection.model_dump(mode="json")
    return row | {
        "errors_shown": json.dumps(row["errors_shown"], ensure_ascii=False),
        "attempts": json.dumps(row["attempts"]),
    }
