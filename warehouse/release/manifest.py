"""What a release says about itself (release.json).

Owns: the fields of the manifest: inputs, tools, tables with their rows and content hashes.
Never: reads a clock twice or a figure at all.
"""

import platform
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol

import pyarrow.parquet as parquet

from warehouse.release.database import STORAGE_VERSION
from warehouse.release.origins import made_with
from warehouse.release.tables import Table

_TOOLS = ("dwsc-warehouse", "duckdb", "pyarrow", "dbt-core", "dbt-duckdb", "dagster", "great-expectations", "streamlit")
_INPUT_FIELDS = (
    "snapshot_id",
    "source",
    "dataset_code",
    "producer",
    "file_name",
    "address",
    "licence",
    "known_from",
    "known_from_rule",
    "retrieved_at",
    "sha256",
    "row_count",
    "is_partial",
    "is_sample",
)
SNAPSHOTS_FILE = "snapshots.parquet"


class ReleaseInputs(Protocol):
    """What publishing must know of the inputs of a run; `warehouse.inputs.Inputs` is one."""

    @property
    def as_of(self) -> date:
        """The day up to whose end (UTC) facts count as known."""

    @property
    def folder(self) -> Path:
        """Where snapshots.parquet of the run lies."""

    @property
    def is_sample(self) -> bool:
        """Whether all data is invented."""

    @property
    def fingerprint(self) -> str:
        """Hash over inputs, code and as-of date."""


def build_manifest(
    inputs: ReleaseInputs,
    *,
    run_id: str,
    release_id: str,
    tables: list[Table],
    hashes: Mapping[str, str],
    extra: Mapping[str, Any],
) -> dict[str, Any]:
    """Put together release.json; `extra` adds facts such as git_commit and built_at, and cannot change the others."""
    read = snapshots_read(inputs.folder / SNAPSHOTS_FILE)
    return {
        "built_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "git_commit": None,
        "tools": tool_versions(),
        "storage_version": STORAGE_VERSION,
        **extra,
        **made_with(read, extra.get("git_commit")),
        "release_id": release_id,
        "run_id": run_id,
        "as_of": inputs.as_of.isoformat(),
        "is_sample": inputs.is_sample,
        "data_kind": "SAMPLE: every figure is invented" if inputs.is_sample else "real",
        "fingerprint": inputs.fingerprint,
        "inputs": read,
        "tables": [_entry(table, hashes[table.label]) for table in tables],
    }


def tool_versions() -> dict[str, str]:
    """Return the versions of Python and of the libraries that shape the figures, where installed."""
    found = {"python": platform.python_version()}
    for name in _TOOLS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def snapshots_read(path: Path) -> list[dict[str, Any]]:
    """List the snapshots that the run read, without the folders of this machine; empty when the run listed none."""
    if not path.is_file():
        return []
    table = parquet.read_table(path)
    kept = [name for name in _INPUT_FIELDS if name in table.column_names]
    rows: list[dict[str, Any]] = table.select(kept).to_pylist()
    for row in rows:
        if row.get("source") == "survey":
            row["row_count"] = None  # less what is shown, it would give small cells away
    return sorted(
        ({name: _plain(value) for name, value in row.items()} for row in rows),
        key=lambda row: (str(row.get("source")), str(row.get("dataset_code")), str(row.get("snapshot_id"))),
    )


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _entry(table: Table, digest: str) -> dict[str, Any]:
    return {
        "schema": table.schema,
        "table": table.name,
        "rows": table.rows,
        "content_hash": digest,
        "columns": [{"name": column.name, "type": column.data_type} for column in table.columns],
    }
