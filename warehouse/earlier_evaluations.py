"""What earlier evaluation workbooks of the home said, to see what a new one changes and refers to.

Owns: reading the rows of their snapshots back.
Never: judges a row (`sources.evaluation` does).
"""

from collections.abc import Callable
from typing import Any

import pyarrow.parquet as parquet

from warehouse.settings import Settings
from warehouse.snapshots import dataset_origins, snapshot_path

SOURCE = "evaluation"


def earlier_evaluations(settings: Settings) -> Callable[[], list[dict[str, Any]]]:
    """A function that gives every row that has landed, as column to text or None, the oldest submission first.

    Raises:
        SnapshotError: when called, an origin is damaged.
        OSError: when called, a snapshot cannot be read.
    """

    def rows() -> list[dict[str, Any]]:
        origins = dataset_origins(settings, SOURCE, SOURCE)
        found = [row for origin in origins for row in parquet.read_table(snapshot_path(settings, origin)).to_pylist()]
        return sorted(found, key=lambda row: (row["submitted_on"], row["snapshot_id"], row["row_number"]))

    return rows
