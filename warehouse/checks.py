"""Results of checks as rows, whoever ran the check.

Owns: the one shape of a check result and its Parquet form, which dbt reads as raw.check_results.
Never: runs a check or decides whether a release may be published.
"""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

COLUMNS = pa.schema(
    [
        ("run_id", pa.string()),
        ("check_id", pa.string()),
        ("check_name", pa.string()),
        ("kind", pa.string()),
        ("schema_name", pa.string()),
        ("table_name", pa.string()),
        ("column_name", pa.string()),
        ("dimension", pa.string()),
        ("severity", pa.string()),
        ("description", pa.string()),
        ("remedy", pa.string()),
        ("outcome", pa.string()),
        ("failing_count", pa.int64()),
        ("checked_count", pa.int64()),
        ("message", pa.string()),
        ("sample_rows", pa.string()),
        ("executed_at", pa.timestamp("us")),
        ("owner", pa.string()),
        ("reason", pa.string()),
        ("failing_subjects", pa.string()),
    ]
)


@dataclass(frozen=True)
class CheckResult:
    """One check of one run.

    `kind` is dbt, expectation, landing or contract; `severity` error (blocks publishing) or warning;
    `outcome` pass, fail, warn or error (the check itself could not run).
    `sample_rows` is JSON text with a few of the rows that broke the rule.
    `executed_at` is a time with a zone; it is stored in UTC.
    `owner` says who mends what breaks the rule, `reason` why there is the rule.
    `failing_subjects` are the datasets and indicators that the rows which broke it name, all of them, with a semicolon
    between; None where they name none.
    """

    run_id: str
    check_id: str
    check_name: str
    kind: str
    schema_name: str | None
    table_name: str | None
    column_name: str | None
    dimension: str | None
    severity: str
    description: str | None
    remedy: str | None
    outcome: str
    failing_count: int | None
    checked_count: int | None
    message: str | None
    sample_rows: str | None
    executed_at: datetime
    owner: str | None = None
    reason: str | None = None
    failing_subjects: str | None = None


def write_results(path: Path, rows: Iterable[CheckResult]) -> Path:
    """Write results as one Parquet file, whole or not at all; no rows give an empty file with all columns."""
    records = [_record(row) for row in rows]
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.partial")
    parquet.write_table(pa.Table.from_pylist(records, schema=COLUMNS), temporary, compression="zstd")
    return temporary.replace(path)


def read_results(path: Path) -> list[CheckResult]:
    """Read the results of one Parquet file, or of all of them in a folder, sorted by file name."""
    sources = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
    records = [record for source in sources for record in parquet.read_table(source, schema=COLUMNS).to_pylist()]
    return [CheckResult(**{**record, "executed_at": record["executed_at"].replace(tzinfo=UTC)}) for record in records]


def _record(row: CheckResult) -> dict[str, object]:
    return {**dataclasses.asdict(row), "executed_at": row.executed_at.astimezone(UTC).replace(tzinfo=None)}
