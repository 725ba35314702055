"""What earlier releases of this home said, as files for dbt: their monitoring figures, and which registers they read.

Owns: released_figures.parquet and released_inputs.parquet of a run, and which releases are left out, with the reason.
Never: changes a release; compares figures (monitoring.restated does).
"""

import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet

from warehouse.disk import file_sha256
from warehouse.errors import ReleaseError
from warehouse.raw_rows import write_rows
from warehouse.release.files import read_sums
from warehouse.release.pointer import Release, list_releases
from warehouse.settings import Settings

# The published table without the columns that are the same in each of its rows.
FIGURE_COLUMNS = (
    "figure_id",
    "table_name",
    "measure",
    "subject_kind",
    "subject_id",
    "output_id",
    "reading",
    "reporting_period_id",
    "value",
)
RELEASED_COLUMNS = ("release_id", "release_as_of", *FIGURE_COLUMNS)
INPUT_COLUMNS = ("release_id", "release_as_of", "is_sample", "snapshot_id")
_FIGURES = "parquet/monitoring/figures.parquet"
_SCHEMA = pa.schema([(name, pa.string()) for name in RELEASED_COLUMNS])
_log = logging.getLogger(__name__)


def write_released(settings: Settings, folder: Path, as_of: date) -> None:
    """Write what the releases as of this day or an earlier one said: no row where there is none.

    `released_inputs.parquet` has one row per release and register snapshot that it read, and one with an empty
    snapshot_id per release. A release without the table of figures was made before there was one; a damaged one is
    left out and the log says why, because the run can do without it.

    Raises:
        OSError: the disk is full.
    """
    told: list[Release] = []
    with parquet.ParquetWriter(folder / "released_figures.parquet", _SCHEMA, compression="zstd") as writer:
        for release, figures in _readable(settings, as_of):
            writer.write_table(figures)
            told.append(release)
    rows = [row for release in told for row in _inputs(release)]
    write_rows(folder / "released_inputs.parquet", rows, INPUT_COLUMNS, {"is_sample": pa.bool_()})


def _readable(settings: Settings, as_of: date) -> Iterator[tuple[Release, pa.Table]]:
    for release in list_releases(settings):
        if str(release.manifest.get("as_of", "")) > as_of.isoformat():
            continue
        try:
            sums = read_sums(release.folder)
            if _FIGURES in sums:
                yield release, _figures(release, sums[_FIGURES])
        except (ReleaseError, OSError, pa.ArrowException, KeyError) as error:
            _log.warning("Release %s is not compared with: %s. Check it: dwsc verify.", release.release_id, error)


def _figures(release: Release, digest: str) -> pa.Table:
    path = release.folder / _FIGURES
    if file_sha256(path) != digest:
        raise ReleaseError(f"{path} is not the file that was published")
    read = parquet.read_table(path, columns=list(FIGURE_COLUMNS))
    said = {"release_id": release.release_id, "release_as_of": release.manifest["as_of"]}
    columns = [pa.repeat(pa.scalar(value, pa.string()), read.num_rows) for value in said.values()]
    return pa.table([*columns, *(read[name].cast(pa.string()) for name in FIGURE_COLUMNS)], schema=_SCHEMA)


def _inputs(release: Release) -> list[dict[str, Any]]:
    read = [one["snapshot_id"] for one in release.manifest.get("inputs", []) if one.get("source") == "register"]
    same = {
        "release_id": release.release_id,
        "release_as_of": release.manifest["as_of"],
        "is_sample": release.is_sample,
    }
    return [same | {"snapshot_id": snapshot_id} for snapshot_id in ["", *sorted(read)]]
