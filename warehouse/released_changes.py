"""What the tables of a run differ in from the current release, as a file for dbt.

Owns: released_changes.parquet of a run: which tables are compared, and one row per kind of difference.
Never: changes a release or the build file; compares rows itself (`warehouse.release.difference` does).
"""

import logging
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.crash import crash_at
from warehouse.disk import disk_trouble, file_sha256
from warehouse.errors import ReleaseError
from warehouse.raw_rows import write_rows
from warehouse.release.database import writer
from warehouse.release.difference.compare import compare_attached, compared, stated_hashes
from warehouse.release.difference.found import Compared, Difference, TableDifference
from warehouse.release.difference.sides import BEFORE, NOW
from warehouse.release.files import read_sums
from warehouse.release.pointer import Release, current
from warehouse.release.tables import Table, content_hash, describe, text
from warehouse.settings import Settings

CHANGE_COLUMNS = (
    *("release_id", "release_as_of", "kind", "table_name", "column_name", "value_before", "value_now", "counted"),
)
FILE = "released_changes.parquet"
_TYPES = {"counted": pa.int64()}
_log = logging.getLogger(__name__)


def write_no_changes(folder: Path) -> None:
    """Write the file without rows: so it stands until the tables are built and judged."""
    write_rows(folder / FILE, [], CHANGE_COLUMNS, _TYPES)


def write_changes(
    settings: Settings, folder: Path, as_of: date, *, left_out: Collection[str], unchanged: Collection[str]
) -> None:
    """Compare the tables in the build file with those of the current release, and write what differs.

    A release as of a later day is not compared with: nothing of that day was known. Where one is damaged, or the
    memory does not suffice, there is no row and the log says why, because the run can do without it.

    Args:
        settings: the home.
        folder: of the inputs of the run.
        as_of: the day that the run stands for.
        left_out: tables that tell of the run itself, or are not built yet.
        unchanged: tables that the run did not touch since that release was made of them.

    Raises:
        WarehouseError: the disk is full.
    """
    with disk_trouble(folder, "comparing with the release before"):
        try:
            release = current(settings)
            rows = _rows(settings, folder, release, left_out, unchanged) if _is_earlier(release, as_of) else []
        except (ReleaseError, duckdb.Error, OSError, KeyError) as error:
            _log.warning("Tables are not compared with the current release: %s. Check it: dwsc verify.", error)
            return
        write_rows(folder / FILE, rows, CHANGE_COLUMNS, _TYPES)
    crash_at("changes since the last release written")


def _is_earlier(release: Release | None, as_of: date) -> bool:
    return release is not None and str(release.manifest.get("as_of", "")) <= as_of.isoformat()


def _rows(
    settings: Settings, folder: Path, release: Release | None, left_out: Collection[str], unchanged: Collection[str]
) -> list[dict[str, Any]]:
    if release is None:
        return []
    if file_sha256(release.database) != read_sums(release.folder)[release.database.name]:
        raise ReleaseError(f"{release.database} is not the file that was published")
    with writer(settings, folder / "spill") as connection:
        connection.execute(f"attach {text(str(release.database))} as {BEFORE} (read_only)")
        connection.execute(f"attach {text(str(settings.build_file))} as {NOW} (read_only)")
        hashes = stated_hashes(release)
        same = {label: hashes[label] for label in unchanged if label in hashes}
        same |= _hashes(connection, [label for label in hashes if label not in {*left_out, *unchanged}])
        build = Compared("build", None, release.is_sample, "")
        difference = compare_attached(connection, [compared(release), build], [hashes, same], left_out)
    said = {"release_id": release.release_id, "release_as_of": str(release.manifest["as_of"])}
    return [said | row for row in _told(difference)]


def _hashes(connection: duckdb.DuckDBPyConnection, labels: Collection[str]) -> dict[str, str]:
    """Content hashes of tables of the build that have as many rows as before; others differ anyway."""
    before = {table.label: table for table in describe(connection, BEFORE)}
    return {
        table.label: content_hash(connection, table, NOW)
        for table in describe(connection, NOW)
        if table.label in labels and _is_alike(before.get(table.label), table)
    }


def _is_alike(before: Table | None, now: Table) -> bool:
    if before is None or before.rows != now.rows:
        return False
    shapes = [[(column.name, column.data_type) for column in table.columns] for table in (before, now)]
    return shapes[0] == shapes[1]


def _told(difference: Difference) -> Iterable[dict[str, Any]]:
    for change in difference.schema:
        names = {"kind": change.kind, "table_name": change.table, "column_name": change.column}
        yield names | {"value_before": change.before, "value_now": change.now}
    for table in difference.tables:
        yield from _of_table(table)


def _of_table(table: TableDifference) -> Iterable[dict[str, Any]]:
    counts = {
        "rows_added": table.added,
        "rows_removed": table.removed,
        "rows_changed": table.changed,
        "rows_moved": table.moved,
    }
    for kind, counted in counts.items():
        if counted:
            yield {"kind": kind, "table_name": table.table, "counted": counted}
    for column in table.columns:
        names = {"table_name": table.table, "column_name": column.column}
        yield {"kind": "values_changed", **names, "counted": column.cells}
    for rating in table.ratings:
        names = {"table_name": rating.table, "column_name": rating.column}
        values = {"value_before": rating.before, "value_now": rating.now, "counted": rating.rows}
        yield {"kind": "rating_changed", **names, **values}
