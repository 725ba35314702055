"""How earlier releases of this home rated progress, as a file for dbt.

Owns: released_progress.parquet of a run, which releases it is read from, and which are left out, with the reason.
Never: changes a release; compares ratings (indicators.rating_changes does).
"""

import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from warehouse.disk import file_sha256
from warehouse.errors import ReleaseError
from warehouse.release.files import read_sums
from warehouse.release.pointer import Release, list_releases
from warehouse.settings import Settings

COMPARED_RELEASES = 4
METHODS = ("linear", "trend")
_SHEET = ("indicator_id", "indicator_version_no")
_PROGRESS_COLUMNS = (
    *_SHEET,
    *("reference_area_code", "disaggregation", "year", "method", "baseline_year", "baseline_value", "baseline_kind"),
    *("target_id", "target_version_no", "target_type", "target_year", "target_value", "change_pct", "band_low"),
    *("band_high", "value", "value_kind", "ratio", "class", "reason_not_rated", "is_proposed"),
)
PROGRESS_COLUMNS = ("release_id", "release_as_of", *_PROGRESS_COLUMNS)
_PROGRESS = "parquet/indicators/progress.parquet"
_INDICATORS = "parquet/indicators/indicators.parquet"
_SCHEMA = pa.schema([(name, pa.string()) for name in PROGRESS_COLUMNS])
_log = logging.getLogger(__name__)


def write_released_progress(settings: Settings, folder: Path, as_of: date) -> None:
    """Write how each indicator was rated in its latest year, in the version of its sheet that held, as text.

    Of the releases as of this day or an earlier one, the newest of each day is read, the four latest days that can be.
    A release without the table was made before there was one; a damaged one is left out and the log says why, because
    the run can do without it.

    Raises:
        OSError: the disk is full.
    """
    days: set[str] = set()
    with parquet.ParquetWriter(folder / "released_progress.parquet", _SCHEMA, compression="zstd") as writer:
        for release in _newest_first(settings, as_of):
            day = str(release.manifest["as_of"])
            if len(days) == COMPARED_RELEASES or day in days:
                continue
            rated = _rated(release)
            if rated is not None:
                writer.write_table(rated)
                days.add(day)


def _newest_first(settings: Settings, as_of: date) -> list[Release]:
    told = [one for one in list_releases(settings) if "" < str(one.manifest.get("as_of", "")) <= as_of.isoformat()]
    return sorted(told, key=lambda one: (str(one.manifest["as_of"]), one.release_id), reverse=True)


def _rated(release: Release) -> pa.Table | None:
    try:
        sums = read_sums(release.folder)
        if _PROGRESS not in sums or _INDICATORS not in sums:
            return None
        return _ratings(release, sums[_PROGRESS], sums[_INDICATORS])
    except (ReleaseError, OSError, pa.ArrowException, KeyError) as error:
        _log.warning("Ratings are not compared with release %s: %s. Check it: dwsc verify.", release.release_id, error)
        return None


def _ratings(release: Release, progress_digest: str, indicators_digest: str) -> pa.Table:
    progress = _read(release, _PROGRESS, progress_digest, [*_PROGRESS_COLUMNS, "is_latest"])
    current = _read(release, _INDICATORS, indicators_digest, list(_SHEET))
    wanted = compute.and_(progress["is_latest"], compute.is_in(progress["method"], pa.array(METHODS)))
    told = _as_text(progress.filter(wanted), _PROGRESS_COLUMNS)
    latest = told.join(_as_text(current, _SHEET), keys=list(_SHEET), join_type="left semi")
    said = {"release_id": release.release_id, "release_as_of": str(release.manifest["as_of"])}
    columns = [pa.repeat(pa.scalar(value, pa.string()), latest.num_rows) for value in said.values()]
    return pa.table([*columns, *(latest[name] for name in _PROGRESS_COLUMNS)], schema=_SCHEMA)


def _as_text(table: pa.Table, columns: Sequence[str]) -> pa.Table:
    return pa.table({name: table[name].cast(pa.string()) for name in columns})


def _read(release: Release, name: str, digest: str, columns: Sequence[str]) -> pa.Table:
    path = release.folder / name
    if file_sha256(path) != digest:
        raise ReleaseError(f"{path} is not the file that was published")
    return parquet.read_table(path, columns=list(columns))
