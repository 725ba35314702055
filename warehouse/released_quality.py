"""What earlier releases of this home said of their own quality, as files for dbt.

Owns: released_scorecards.parquet and released_checks.parquet of a run; which releases are left out, and why.
Never: changes a release; judges one.
"""

import logging
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
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

DIMENSIONS = (
    *("validity", "integrity", "precision", "reliability"),
    *("timeliness", "completeness", "uniqueness", "reference"),
)
_SAID = (
    *(f"{dimension}_{kind}" for dimension in DIMENSIONS for kind in ("status", "count")),
    *("checks_passed", "checks_warned", "checks_failed", "freshness", "coverage"),
)
SCORECARD_COLUMNS = ("release_id", "release_as_of", "is_sample", "indicator_id", "has_scorecard", *_SAID)
CHECK_COLUMNS = (
    *("release_id", "release_as_of", "is_sample", "schema_name", "table_name", "dimension"),
    *("checks_passed", "checks_warned", "checks_failed"),
)
_SCORECARD = "parquet/quality/scorecard.parquet"
_INDICATORS = "parquet/indicators/indicators.parquet"
_CHECKS, _RESULTS = "parquet/quality/checks.parquet", "parquet/quality/results.parquet"
# Releases made before the dimensions were eight said these.
_RENAMED = {"accuracy": "integrity", "consistency": "integrity"}
_OUTCOMES = {"pass": "checks_passed", "warn": "checks_warned", "fail": "checks_failed", "error": "checks_failed"}
_FLAGS = {"is_sample": pa.bool_(), "has_scorecard": pa.bool_()}
_log = logging.getLogger(__name__)


def write_released_quality(settings: Settings, folder: Path, as_of: date) -> None:
    """Write what the releases as of this day or an earlier one said of their quality: no row where there is none.

    `released_scorecards.parquet` has one row per release and indicator, as text; a release made before there were
    scorecards has its indicators with `has_scorecard` false, so that nobody takes silence for a pass.
    `released_checks.parquet` counts outcomes per release, table and dimension. A damaged release is left out and the
    log says why, because the run can do without it.

    Raises:
        OSError: the disk is full.
    """
    cards: list[dict[str, Any]] = []
    checks: list[dict[str, Any]] = []
    for release in list_releases(settings):
        if not "" < str(release.manifest.get("as_of", "")) <= as_of.isoformat():
            continue
        try:
            sums = read_sums(release.folder)
            said = [list(_scorecards(release, sums)), list(_counted(release, sums))]
        except (ReleaseError, OSError, pa.ArrowException, KeyError) as error:
            _log.warning("Quality of release %s is not told: %s. Check it: dwsc verify.", release.release_id, error)
            continue
        cards += said[0]
        checks += said[1]
    write_rows(folder / "released_scorecards.parquet", cards, SCORECARD_COLUMNS, _FLAGS)
    write_rows(folder / "released_checks.parquet", checks, CHECK_COLUMNS, _FLAGS)


def _scorecards(release: Release, sums: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    if _SCORECARD in sums:
        read = _read(release, sums, _SCORECARD, ("indicator_id", "is_this_release", *_SAID))
        for row in read:
            if row.pop("is_this_release"):
                told = {name: None if value is None else str(value) for name, value in row.items()}
                yield {**_release(release), "has_scorecard": True, **told}
    elif _INDICATORS in sums:
        for row in _read(release, sums, _INDICATORS, ("indicator_id",)):
            yield {**_release(release), "has_scorecard": False, **row}


def _counted(release: Release, sums: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    if _CHECKS not in sums or _RESULTS not in sums:
        return
    outcomes = {row["check_id"]: row["outcome"] for row in _read(release, sums, _RESULTS, ("check_id", "outcome"))}
    places = ("schema_name", "table_name", "dimension")
    counts: dict[tuple[str | None, ...], Counter[str]] = {}
    for row in _read(release, sums, _CHECKS, ("check_id", *places)):
        dimension = row["dimension"] or "validity"
        place: tuple[str | None, ...] = (row["schema_name"], row["table_name"], _RENAMED.get(dimension, dimension))
        counted = counts.setdefault(place, Counter())
        counted.update([_OUTCOMES[word]] if (word := outcomes.get(row["check_id"])) in _OUTCOMES else [])
    for place, counted in sorted(counts.items(), key=str):
        told = {name: str(counted[name]) for name in dict.fromkeys(_OUTCOMES.values())}
        yield {**_release(release), **dict(zip(places, place, strict=True)), **told}


def _release(release: Release) -> dict[str, Any]:
    manifest = release.manifest
    return {
        "release_id": release.release_id,
        "release_as_of": str(manifest["as_of"]),
        "is_sample": bool(manifest.get("is_sample")),
    }


def _read(release: Release, sums: Mapping[str, str], name: str, columns: Collection[str]) -> list[dict[str, Any]]:
    """Rows of one table of a release; a column that it does not have yet is None."""
    path = release.folder / name
    if file_sha256(path) != sums[name]:
        raise ReleaseError(f"{path} is not the file that was published")
    there = set(parquet.read_schema(path).names)
    rows = parquet.read_table(path, columns=[column for column in columns if column in there]).to_pylist()
    return [{**dict.fromkeys(columns), **row} for row in rows]
