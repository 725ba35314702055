"""An indicator that nothing here has heard of: loaded all the same, and said.

Owns: which indicators are known from the catalogue, landed dictionaries and tables of contents, and that warning.
Never: refuses a file; looks at a row.
"""

import csv
import functools

import pyarrow.parquet as parquet

from warehouse.settings import Settings
from warehouse.snapshots import list_origins, snapshot_path
from warehouse.sources.ilostat.codes import known

_CATALOGUE = {"datasets.csv": "dataset_code", "retired.csv": "old_dataset_code"}


def outside_warnings(settings: Settings, indicator_code: str) -> tuple[str, ...]:
    """One sentence where an indicator is nowhere; nothing where it is known.

    Raises:
        SnapshotError: the origin of a landed dictionary or table of contents is damaged.
    """
    stamp = tuple(sorted(path.name for path in settings.snapshots_folder.glob("ilostat_contents/*/*.origin.json")))
    if indicator_code in known(settings, "indicator").codes | _listed(settings, stamp):
        return ()
    where = "in no dictionary, table of contents or catalogue known here"
    return (f"{indicator_code} is {where}; loaded as it is.",)


@functools.lru_cache(maxsize=4)
def _listed(settings: Settings, stamp: tuple[str, ...]) -> frozenset[str]:  # noqa: ARG001 - the key of the cache
    """Indicators of the catalogue, with what it says is retired, and of every landed table of contents."""
    codes = set()
    for name, column in _CATALOGUE.items():
        with (settings.seeds / "catalogue" / name).open(encoding="utf-8", newline="") as handle:
            codes |= {row[column] for row in csv.DictReader(handle)}
    for origin in list_origins(settings, source="ilostat_contents"):
        table = parquet.read_table(snapshot_path(settings, origin), columns=["dataset_code"])
        codes |= set(table.column("dataset_code").to_pylist())
    return frozenset(code.rpartition("_")[0] for code in codes)
