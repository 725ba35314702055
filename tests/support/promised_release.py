"""A release made from nothing but the contracts of the published tables, with the rows that a test gives it.

Owns: its DuckDB file, its manifest and its checksums.
Never: stands in for the pipeline: what a table holds is decided by the models.
"""

import json
from pathlib import Path
from typing import Any

import duckdb
import yaml

from warehouse.release.files import write_sums
from warehouse.release.pointer import Release
from warehouse.settings import PROJECT_ROOT

RELEASE_ID = "20260701_080000"
_MARTS = PROJECT_ROOT / "dbt_models" / "models" / "marts"
Rows = dict[str, list[dict[str, Any]]]


def contracts() -> dict[str, dict[str, str]]:
    """Columns with their types, by schema.table, as the properties files promise them."""
    tables = {}
    for path in sorted(_MARTS.glob("*/_*.yml")):
        for model in yaml.safe_load(path.read_text()).get("models", []):
            name = model["name"].removeprefix(f"{path.parent.name}__")
            columns = {column["name"]: column["data_type"] for column in model["columns"]}
            tables[f"{path.parent.name}.{name}"] = columns
    return tables


def promised_release(home: Path, rows: Rows, *, is_sample: bool = True, without: tuple[str, ...] = ()) -> Release:
    """Make a release in which every table but those named has the rows given, and else none."""
    folder = home / "releases" / RELEASE_ID
    folder.mkdir(parents=True)
    told = {
        "release_id": RELEASE_ID, "as_of": "2026-06-30", "is_sample": is_sample, "inputs": [],
        "built_at": "2026-07-01T08:00:00+00:00", "git_commit": "abc", "fingerprint": "f",
    }  # fmt: skip
    release = Release(RELEASE_ID, folder, told)
    rows = {"guide.release": [{"release_id": RELEASE_ID, "as_of_date": "2026-06-30", "is_sample": is_sample}], **rows}
    with duckdb.connect(str(release.database)) as connection:
        for table, columns in contracts().items():
            if table in without:
                continue
            connection.execute(f"create schema if not exists {table.split('.')[0]}")
            connection.execute(f"create table {table} ({', '.join(' '.join(pair) for pair in columns.items())})")
            for row in rows.get(table, []):
                marks = ", ".join("?" for _ in row)
                connection.execute(f"insert into {table} ({', '.join(row)}) values ({marks})", list(row.values()))
    (folder / "release.json").write_text(json.dumps(told))
    write_sums(folder)
    return release


def delivery() -> Rows:
    """The few rows without which no release is: where milestones and money stand."""
    progress = {
        "reporting_period_id": "2026H1", "period_end_date": "2026-06-30", "assessed_on": "2026-06-30",
        "due_count": 5, "due_on_time_count": 4, "achieved_on_time_count": 4,
        "achieved_late_count": 0, "overdue_count": 1, "not_reported_count": 0,
        "not_due_count": 0, "cancelled_count": 0, "on_time_rate": 0.8,
    }  # fmt: skip
    return {
        "monitoring.strategy_progress": [progress | {"reading": reading} for reading in ("primary", "alternative")],
        "monitoring.milestone_status": [
            {"phase_id": f"O01-S{number}", "reading": reading, "nature": "discrete", "status": "achieved_on_time"}
            for number in range(5)
            for reading in ("primary", "alternative")
        ],
        "monitoring.resource_total": [
            {"low_amount": 1.0, "high_amount": 2.0, "committed_usd": 0.0, "spent_usd": 0.0, "commitment_count": 0}
        ],
    }
