"""What earlier registers of the home said: needed to see whether a new one changes what was approved, or a target.

Owns: reading the reports on some outputs and periods, and the versions of some targets, back from their snapshots.
Never: judges a report (`sources.register` does); reads observations.
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any

import pyarrow.parquet as parquet

from warehouse.raw_tables import REGISTER_COLUMNS
from warehouse.settings import Settings
from warehouse.snapshots import dataset_origins, snapshot_path

_Row = dict[str, Any]


def earlier_reports(settings: Settings) -> Callable[[Collection[tuple[str, str]]], list[_Row]]:
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

    def reported(subjects: Collection[tuple[str, str]]) -> list[_Row]:
        rows = _landed(settings, "output_id", {output for output, _ in subjects})
        return _oldest_first(row for row in rows if (row["output_id"], row["reporting_period_id"]) in subjects)

    return reported


def earlier_targets(settings: Settings) -> Callable[[Collection[str]], list[_Row]]:
    """A function that gives the versions of targets that have landed, by their IDs.

    Args:
        settings: names the home.

    Returns:
        A function of values of target_id: rows as those of `earlier_reports`, the oldest submission first.

    Raises:
        SnapshotError: when called, an origin is damaged.
        OSError: when called, a snapshot cannot be read.
    """

    def reported(targets: Collection[str]) -> list[_Row]:
        return _oldest_first(_landed(settings, "target_id", targets))

    return reported


def _landed(settings: Settings, column: str, wanted: Collection[str]) -> Iterator[_Row]:
    """The rows of every snapshot with one of these values in a column; a snapshot without that column has none."""
    for origin in dataset_origins(settings, "register", "milestone_reports") if wanted else ():
        path = snapshot_path(settings, origin)
        columns = [name for name in parquet.read_schema(path).names if name in REGISTER_COLUMNS]
        if column in columns:
            known = {"snapshot_id": origin.snapshot_id, "submitted_on": origin.known_from[:10]}
            for row in parquet.read_table(path, columns=columns, filters=[(column, "in", sorted(wanted))]).to_pylist():
                stated = {key: value for key, value in row.items() if value is not None}
                yield {**dict.fromkeys(REGISTER_COLUMNS), **known, **stated}


def _oldest_first(rows: Iterator[_Row]) -> list[_Row]:
    return sorted(rows, key=lambda row: (row["submitted_on"], row["snapshot_id"], row["row_number"]))
