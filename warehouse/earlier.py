"""What earlier registers of the home reported: needed to see whether a new one changes what was approved.

Owns: reading the reports on some outputs and periods back from their snapshots.
Never: judges a report (`sources.register` does); reads observations.
"""

from collections.abc import Callable, Collection
from typing import Any

import pyarrow.parquet as parquet

from warehouse.settings import Settings
from warehouse.snapshots import REGISTER_COLUMNS, dataset_origins, snapshot_path


def earlier_reports(settings: Settings) -> Callable[[Collection[tuple[str, str]]], list[dict[str, Any]]]:
    """A function that gives the rows landed on some outputs and periods.

    Args:
        settings: names the home.

    Returns:
        A function of pairs of output_id and reporting_period_id: the rows of every snapshot about one of them, as
        column → text or None, with snapshot_id and submitted_on, the oldest submission first. A column that an old
        snapshot lacks is None.

    Raises:
        SnapshotError: when called, an origin is damaged.
        OSError: when called, a snapshot cannot be read.
    """

    def reported(subjects: Collection[tuple[str, str]]) -> list[dict[str, Any]]:
        if not subjects:
            return []
        outputs = sorted({output for output, _ in subjects})
        rows: list[dict[str, Any]] = []
        for origin in dataset_origins(settings, "register", "milestone_reports"):
            path = snapshot_path(settings, origin)
            columns = [name for name in parquet.read_schema(path).names if name in REGISTER_COLUMNS]
            known = {"snapshot_id": origin.snapshot_id, "submitted_on": origin.known_from[:10]}
            found = parquet.read_table(path, columns=columns, filters=[("output_id", "in", outputs)]).to_pylist()
            for row in found:
                if (row["output_id"], row["reporting_period_id"]) in subjects:
                    stated = {key: value for key, value in row.items() if value is not None}
                    rows.append({**dict.fromkeys(REGISTER_COLUMNS), **known, **stated})
        return sorted(rows, key=lambda row: (row["submitted_on"], row["snapshot_id"], row["row_number"]))

    return reported
