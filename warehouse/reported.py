"""Everything that the registers of the home have reported so far, for the form that shows it again.

Owns: reading the rows of all registers back from their snapshots.
Never: judges a report; picks the one that stands (`sources.register.standing` does).
"""

from typing import Any

import pyarrow.parquet as parquet

from warehouse.raw_tables import REGISTER_COLUMNS
from warehouse.settings import Settings
from warehouse.snapshots import dataset_origins, snapshot_path


def reported_rows(settings: Settings) -> list[dict[str, Any]]:
    """The rows of every register that has landed, as column → text or None, with snapshot_id and submitted_on.

    Raises:
        SnapshotError: an origin is damaged.
        OSError: a snapshot cannot be read.
    """
    rows: list[dict[str, Any]] = []
    for origin in dataset_origins(settings, "register", "milestone_reports"):
        path = snapshot_path(settings, origin)
        columns = [name for name in parquet.read_schema(path).names if name in REGISTER_COLUMNS]
        known = {"snapshot_id": origin.snapshot_id, "submitted_on": origin.known_from[:10]}
        for row in parquet.read_table(path, columns=columns).to_pylist():
            stated = {key: value for key, value in row.items() if value is not None}
            rows.append({**dict.fromkeys(REGISTER_COLUMNS), **known, **stated})
    return rows
