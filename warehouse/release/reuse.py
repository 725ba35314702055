"""What a release takes over from the one before: the files of tables that say the same.

Owns: when a file of the last release may stand in the new one, and what publishing may rely on at all.
Never: takes over a file whose checksum is not the one that was written down, or one made by other code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse.crash import crash_at
from warehouse.release import exports, files
from warehouse.release.audit import Parts
from warehouse.release.package import parquet_metadata
from warehouse.release.pointer import Release
from warehouse.release.tables import VOLATILE_COLUMNS, Table


@dataclass(frozen=True)
class Growth:
    """What publishing may rely on: `tables` (labels) in which rows come and go by whole snapshots only.

    `before` holds their sums in release `upon` where the build was added to since, and None where it was made anew;
    then nothing of an older release is used.
    """

    tables: frozenset[str] = frozenset()
    before: Parts | None = None
    upon: str | None = None


@dataclass(frozen=True)
class Published:
    """The new release, and the sums by part of the tables that grow."""

    release: Release
    parts: Parts


def trusted(previous: Release | None, growth: Growth) -> Release | None:
    """The release before, where the build was made by the same code and only added to since; else None."""
    return previous if previous and growth.before is not None and previous.release_id == growth.upon else None


def export(
    connection: duckdb.DuckDBPyConnection,
    tables: list[Table],
    folder: Path,
    facts: Mapping[str, Any],
    csv_rows: int,
    previous: Release | None,
) -> None:
    """Write each table of the attached `target` as files; those of an equal table in `previous` are taken over."""
    before = _entries(previous.manifest) if previous and _same_licence(facts, previous) else {}
    sums = files.read_sums(previous.folder) if previous and before else {}
    now = _entries(facts)
    for table in tables:
        names = exports.file_names(table, csv_rows)
        is_equal = now[table.label] == before.get(table.label) and not VOLATILE_COLUMNS & _names(table)
        if is_equal and previous and exports.take_over(names, folder, previous.folder, sums):
            crash_at("files of a table taken over")
            continue
        exports.write_parquet(connection, table, folder, parquet_metadata(facts))
        if exports.csv_path(table) in names:
            exports.write_csv(connection, table, folder)
        crash_at("files of a table written")


def _entries(manifest: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{entry['schema']}.{entry['table']}": entry for entry in manifest["tables"]}


def _names(table: Table) -> set[str]:
    return {column.name for column in table.columns}


def _same_licence(facts: Mapping[str, Any], previous: Release) -> bool:
    now, before = parquet_metadata(facts), parquet_metadata(previous.manifest)
    return all(now[name] == before[name] for name in ("licence", "is_sample"))
