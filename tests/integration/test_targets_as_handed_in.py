"""Targets over time: registers of earlier forms still load, a silent change is told, and a draft holds for nothing."""

from pathlib import Path
from typing import Any

import pytest

from support import dbt_harness
from support.dbt_harness import COLUMNS, Inputs, query, write_table

# The register as it was before it had further sheets: the first thirteen columns, and no record.
OLD_FORM = COLUMNS["register"][:13]
MILESTONE = {"phase_id": "O03-S2", "output_id": "O03", "reporting_period_id": "2023H2", "status": "in_progress",
             "reporter": "Unit A", "submitted_on": "2024-01-30"}  # fmt: skip
FIRST = {
    "record": "target", "target_id": "T-1", "indicator_id": "IL10", "reference_area_code": "CHL",
    "target_type": "value", "target_year": "2027", "target_value": "24.5", "target_status": "proposed",
    "reporter": "Unit A", "submitted_on": "2024-07-30",
}  # fmt: skip
LATER = {**FIRST, "submitted_on": "2025-01-31"}
DRAFT = {**FIRST, "target_value": "1", "report_state": "draft", "submitted_on": "2025-02-10"}
FILES: dict[str, list[dict[str, Any]]] = {
    "first": [FIRST, {**FIRST, "target_id": "T-2", "disaggregation": "sex=SEX_F"}],
    "later": [
        {**LATER, "target_value": "23"},
        {**LATER, "target_id": "T-2", "disaggregation": "sex=SEX_F", "target_status": "approved",
         "approver": "Unit B", "approved_on": "2025-01-20"},
    ],
    "draft": [DRAFT],
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("targets")
    inputs = Inputs(folder)
    old = write_table(folder / "old.parquet", OLD_FORM, [{**MILESTONE, "row_number": 1, "snapshot_id": "old"}])
    inputs.snapshot("old", "register", "milestone_reports", [], path=str(old), known_from="2024-01-30T00:00:00Z")
    for snapshot_id, rows in FILES.items():
        known = f"{rows[0]['submitted_on']}T00:00:00Z"
        inputs.snapshot(snapshot_id, "register", "milestone_reports", rows, known_from=known)
    done = dbt_harness.dbt(
        folder, "build", "--select", "+change_log", "+attention", "int_register__targets", "--indirect-selection",
        "cautious", "--exclude-resource-type", "unit_test", inputs_dir=str(inputs.write()), as_of="2025-03-01",
        is_sample=False, fingerprint="f", release_id="20250301_120000", run_id="run", built_at="2026-11-22 12:00:00",
    )  # fmt: skip
    assert dbt_harness.problems(done) == []
    return folder


def test_a_register_of_an_earlier_form_loads_beside_one_with_targets(built: Path) -> None:
    rows = query(
        built, "select record, target_id, count(*) from staging.stg_register__rows group by 1, 2 order by 1, 2"
    )
    assert rows == [("milestone", None, 1), ("target", "T-1", 3), ("target", "T-2", 2)]


def test_every_version_stays_with_its_numbers(built: Path) -> None:
    versions = query(
        built,
        "select target_id, disaggregation, target_value, target_status, file_state, cast(known_from as date)::varchar"
        " from intermediate.int_register__targets order by target_id, known_from",
    )
    assert versions == [
        ("T-1", "total", 24.5, "proposed", "submitted", "2024-07-30"),
        ("T-1", "total", 23.0, "proposed", "submitted", "2025-01-31"),
        ("T-1", "total", 1.0, "proposed", "draft", "2025-02-10"),
        ("T-2", "sex=SEX_F", 24.5, "proposed", "submitted", "2024-07-30"),
        ("T-2", "sex=SEX_F", 24.5, "approved", "submitted", "2025-01-31"),
    ]


def test_the_change_log_tells_a_step_from_a_silent_change(built: Path) -> None:
    told = query(
        built,
        "select subject_id, field, old_value, new_value, why_code, is_declared, counts from monitoring.change_log"
        " where record = 'target' order by subject_id, changed_at, field",
    )
    assert told == [
        ("T-1", "target_value", "24.5", "23.0", "no reason given", False, True),
        ("T-1", "report_state", "submitted", "draft", "handed in", True, False),
        ("T-1", "target_value", "23.0", "1.0", "no reason given", False, False),
        ("T-2", "approved_date", None, "2025-01-20", "target step", True, True),
        ("T-2", "approver", None, "Unit B", "target step", True, True),
        ("T-2", "target_status", "proposed", "approved", "target step", True, True),
    ]


def test_the_attention_list_names_the_silent_change_and_not_the_draft(built: Path) -> None:
    raised = query(
        built,
        "select subject_id, severity, reason from monitoring.attention"
        " where rule = 'undeclared_change' and subject_kind = 'target'",
    )
    [(subject, severity, reason)] = raised
    assert (subject, severity) == ("T-1", "medium")
    assert reason.startswith("One field was changed without a reason, last on 2025-01-31")
