"""The release that a run is compared with.

Owns: which release that is, and why there is none.
Never: compares (`expectations.suites.compared` does); stops a run because an old release is damaged.
"""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from warehouse.errors import ReleaseError
from warehouse.release.pointer import current
from warehouse.settings import Settings

_OBSERVATIONS = Path("parquet", "indicators", "observations.parquet")
_READ = frozenset(
    (
        *("dataset_code", "reference_area_code", "source_code", "sex_code", "classification_1_code"),
        *("classification_2_code", "time_period", "year", "value", "snapshot_id"),
    )
)


def observations_before(settings: Settings, as_of: date, *, is_sample: bool) -> tuple[Path | None, str]:
    """The observations of the current release, or the reason why this run is not compared with it.

    A run that looks back to an earlier day knows less, and so lacks what became known later.
    """
    try:
        release = current(settings)
    except ReleaseError as error:
        return None, f"the current release cannot be read ({error})"
    if release is None:
        return None, "there is no earlier release"
    if release.is_sample != is_sample:
        return None, f"release {release.release_id} is of other data"
    day = str(release.manifest.get("as_of", ""))
    if day > as_of.isoformat():
        return None, f"release {release.release_id} is as of a later day, {day}"
    path = release.folder / _OBSERVATIONS
    return (path, "") if _can_be_read(path) else (None, f"release {release.release_id} has no such observations")


def _can_be_read(path: Path) -> bool:
    try:
        return set(parquet.read_schema(path).names) >= _READ and parquet.read_metadata(path).num_rows > 0
    except (OSError, pa.ArrowException):
        return False
