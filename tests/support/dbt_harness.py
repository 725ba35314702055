"""Builds the warehouse in process from inputs made by hand, to compare the marts with figures worked out by hand.

Owns: the Parquet files that stand for a run's inputs, one in-process dbt build, and reading the tables it made. The
project is parsed once per process, as a run does it.
Never: uses the code of landing or of the release, so that a fault there cannot hide one here.
"""

import contextlib
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

# What did not pass is in the answer; nobody reads a log of it.
_SILENT = ("--log-level", "none", "--log-level-file", "none")

PROJECT = Path(__file__).resolve().parents[2] / "dbt_models"

_COLUMNS = {
    "ilostat": """row_number ref_area ref_area_label source source_label indicator indicator_label sex sex_label
        classif1 classif1_label classif2 classif2_label time obs_value obs_status obs_status_label note_classif
        note_classif_label note_indicator note_indicator_label note_source note_source_label best_source
        resolved_ref_area snapshot_id""",
    "ilostat_dictionaries": "variable code label sort_order language snapshot_id",
    "ilostat_areas": """entry_id reference_area_code reference_area_label frequency_code frequency_label data_start
        data_end last_update row_count row_count_all indicator_count income_group_code income_group_label region_code
        region_label subregion_broad_code subregion_broad_label subregion_detailed_code subregion_detailed_label
        language snapshot_id""",
    "register": """row_number place phase_id output_id reporting_period_id status actual_date forecast_date reason
        evidence_link reporter submitted_on snapshot_id record report_state correction_code correction_note narrative
        obstacles next_steps indicator_id disaggregation numerator denominator value note evidence_id commitment_id
        title evidence_kind evidence_date link file_name evidence_sha256 review reviewed_by reviewed_on money_id
        action_area_id money_kind source_name funding_type booked_on amount currency usd_rate rate_date decision
        decided_by decided_on target_id reference_area_code target_type target_year target_value change_pct band_low
        band_high interim_2023 interim_2024 interim_2025 interim_2026 target_status approver approved_on""",
    "survey": """row_number place record survey_id wave wave_order respondent_id constituent_group reference_area_code
        region_code item_id answer mode weight population_count item_label criterion_code output_id submitted_on
        snapshot_id""",
    "evaluation": """row_number place record report_state reporter submitted_on snapshot_id question_id criterion_code
        question sub_question output_id indicator_id evidence_id title evidence_kind evidence_date link file_name
        evidence_sha256 source_name source_key directness direction review reviewed_by reviewed_on note rating
        rating_label justification evidence_ids rated_by rated_on correction_code correction_note finding_id
        finding recommendation_id finding_ids recommendation priority addressed_to response action owner due_date
        action_state state_date design_id design_question method sex_code first_year last_year start_year
        assumptions spillover_risk spillover_reason registered_by reference_area_code role design_sha256""",
    "snapshots": """snapshot_id source dataset_code indicator_code frequency_code dataset_label producer file_name
        address licence retrieved_at known_from known_from_rule source_last_update sha256 file_sha256 bytes
        content_bytes row_count key_count reader_version layout is_partial partial_reason is_sample warnings language
        path stored_row_count""",
    "rejected_files": """rejected_id file_name kept_as source rule message error_count errors_shown all_errors_file
        sha256 bytes rejected_at is_sample""",
    "fetches": """dataset_code outcome checked_at fetched_at source_last_update accepted_last_update snapshot_id
        row_count bytes address attempts is_stale stale_rule stale_reason""",
    "released_figures": """release_id release_as_of figure_id table_name measure subject_kind subject_id output_id
        reading reporting_period_id value""",
    "released_inputs": "release_id release_as_of is_sample snapshot_id",
    "released_progress": """release_id release_as_of indicator_id indicator_version_no reference_area_code
        disaggregation year method baseline_year baseline_value baseline_kind target_id target_version_no target_type
        target_year target_value change_pct band_low band_high value value_kind ratio class reason_not_rated
        is_proposed""",
    "check_results": """run_id check_id check_name kind schema_name table_name column_name dimension severity
        description remedy outcome failing_count checked_count message sample_rows executed_at owner reason
        failing_subjects""",
    "released_scorecards": """release_id release_as_of is_sample indicator_id has_scorecard validity_status
        validity_count integrity_status integrity_count precision_status precision_count reliability_status
        reliability_count timeliness_status timeliness_count completeness_status completeness_count uniqueness_status
        uniqueness_count reference_status reference_count checks_passed checks_warned checks_failed freshness
        coverage""",
    "released_changes": """release_id release_as_of kind table_name column_name value_before value_now counted""",
    "released_checks": """release_id release_as_of is_sample schema_name table_name dimension checks_passed
        checks_warned checks_failed""",
}
COLUMNS = {name: columns.split() for name, columns in _COLUMNS.items()}
SOURCES = ("ilostat", "ilostat_dictionaries", "ilostat_areas", "register", "survey", "evaluation")
_WHOLE = """row_number wave_order bytes content_bytes row_count key_count error_count failing_count checked_count
    stored_row_count counted"""
TYPES = {
    **dict.fromkeys(_WHOLE.split(), pa.int64()),
    **dict.fromkeys(("is_partial", "is_sample", "is_stale", "has_scorecard"), pa.bool_()),
    "executed_at": pa.timestamp("us"),
}


def write_table(path: Path, columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> Path:
    """Write rows as Parquet; a column that a row leaves out is null, text where the contract says no other type."""
    for row in rows:
        assert set(row) <= set(columns), set(row) - set(columns)
    schema = pa.schema([(name, TYPES.get(name, pa.string())) for name in columns])
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist([{name: row.get(name) for name in columns} for row in rows], schema), path)
    return path


class Inputs:
    """A run's inputs under a folder of the test; `snapshot` adds one, `write` closes the list."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "inputs"
        self.snapshots: list[dict[str, Any]] = []
        self.rejected: list[dict[str, Any]] = []
        self.fetches: list[dict[str, Any]] = []
        self.released_figures: list[dict[str, Any]] = []
        self.released_inputs: list[dict[str, Any]] = []
        self.released_progress: list[dict[str, Any]] = []
        self.released_scorecards: list[dict[str, Any]] = []
        self.released_checks: list[dict[str, Any]] = []
        self.released_changes: list[dict[str, Any]] = []

    def snapshot(
        self, snapshot_id: str, source: str, dataset_code: str, rows: Sequence[dict[str, Any]], **origin: Any
    ) -> None:
        """Write a snapshot's Parquet; `origin` overrides what is recorded about it."""
        numbered = [
            {"row_number": number, **row, "snapshot_id": snapshot_id} if "row_number" in COLUMNS[source]
            else {**row, "snapshot_id": snapshot_id}
            for number, row in enumerate(rows, 1)
        ]  # fmt: skip
        path = write_table(self.folder / "files" / f"{snapshot_id}.parquet", COLUMNS[source], numbered)
        base, _, frequency = dataset_code.rpartition("_")
        is_data = source == "ilostat"
        self.snapshots.append(
            {
                "snapshot_id": snapshot_id, "source": source, "dataset_code": dataset_code,
                "indicator_code": base if is_data else None, "frequency_code": frequency if is_data else None,
                "producer": "ILO", "file_name": f"{dataset_code}.csv", "licence": "CC BY 4.0", "layout": "code",
                "retrieved_at": "2024-01-01T00:00:00Z", "known_from": "2024-01-01T00:00:00Z",
                "known_from_rule": "file_name", "sha256": snapshot_id * 4, "file_sha256": snapshot_id * 4,
                "bytes": 1, "content_bytes": 1, "row_count": len(rows), "key_count": len(rows),
                "stored_row_count": len(rows),
                "reader_version": "1", "is_partial": False, "is_sample": False, "warnings": "",
                "path": str(path), **origin,
            }
        )  # fmt: skip

    def write(self) -> Path:
        """Write snapshots.parquet, rejected_files.parquet and the files without rows."""
        for name, rows in {
            "snapshots": self.snapshots,
            "rejected_files": self.rejected,
            "fetches": self.fetches,
            "released_figures": self.released_figures,
            "released_inputs": self.released_inputs,
            "released_progress": self.released_progress,
            "released_scorecards": self.released_scorecards,
            "released_checks": self.released_checks,
            "released_changes": self.released_changes,
            "check_results": [],
        }.items():
            write_table(self.folder / f"{name}.parquet", COLUMNS[name], rows)
        for name in SOURCES:
            write_table(self.folder / f"{name}_none.parquet", COLUMNS[name], [])
        return self.folder

    def write_check_results(self, rows: Sequence[dict[str, Any]]) -> None:
        """Write what an earlier step of the run found, where the second phase looks for it."""
        write_table(self.folder.parent / "checks" / "made.parquet", COLUMNS["check_results"], rows)


@contextlib.contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def dbt(folder: Path, *arguments: str, **variables: Any) -> Any:
    """Invoke dbt in this process, with its target, logs and build file under `folder`; gives dbt's result.

    What is told by --vars is read when a model is compiled, so that one parsing serves every call.
    """
    return _invoke(folder, None if "parse" in arguments else _parsed(), arguments, variables)


def _parsed() -> Any:
    """The project as dbt knows it after parsing and before any build: dbt writes into what it is given."""
    from dbt.contracts.graph.manifest import Manifest

    manifest = Manifest.from_msgpack(_parsing())
    manifest.build_flat_graph()  # dbt makes it only when it parses; models read it as `graph`
    return manifest


@cache
def _parsing() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        done = _invoke(Path(folder), None, ("parse",), {})
        assert done.success, done.exception
        return (Path(folder) / "target" / "partial_parse.msgpack").read_bytes()


def _invoke(folder: Path, manifest: Any, arguments: Sequence[str], variables: dict[str, Any]) -> Any:
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    values = {
        "DBT_DWSC_BUILD_FILE": str(folder / "warehouse.duckdb"), "DBT_DWSC_TEMP": str(folder / "temp"),
        "DBT_DWSC_MEMORY_LIMIT": "1GB", "DBT_DWSC_THREADS": "2", "DO_NOT_TRACK": "1",
    }  # fmt: skip
    places = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target-path", str(folder / "target")]
    try:
        with _environment(values):
            return dbtRunner(manifest=manifest).invoke(
                [*arguments, *places, "--log-path", str(folder / "logs"), "--vars", json.dumps(variables), *_SILENT]
            )
    finally:
        DuckDBConnectionManager.close_all_connections()


def problems(result: Any) -> list[str]:
    """What did not pass, as readable lines; an exception of dbt itself is one of them."""
    if result.exception:
        return [str(result.exception)]
    return [
        f"{run.node.name}: {run.status} {run.message}"
        for run in result.result or []
        if run.status not in {"success", "pass", "no-op"}
    ]


def query(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """Rows of a query on the build file, read only."""
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()
