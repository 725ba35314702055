"""Faults planted in the inputs of a build: each trips the rule that names it, and no other rule hides it."""

from pathlib import Path

import pytest

from support import dbt_harness
from support.dbt_harness import Inputs

FAULTS = {
    "indicators_datasets_load_every_row",
    "indicators_observations_are_the_current_snapshots",
    "indicators_datasets_have_no_double_key",
    "indicators_series_has_one_row_per_period",
    "monitoring_milestone_reports_required_columns_are_filled",
    "monitoring_milestone_reports_output_id_exists_in_outputs",
    "monitoring_milestone_reports_phase_id_exists_in_phases",
    "monitoring_milestone_reports_reporting_period_id_exists_in_reporting_periods",
    "monitoring_milestone_reports_status_is_a_known_word",
}


@pytest.mark.fault(15)
def test_each_planted_fault_is_found_by_its_rule(tmp_path: Path) -> None:
    inputs = Inputs(tmp_path)
    row = {"ref_area": "AFG", "resolved_ref_area": "AFG", "source": "BA:1", "time": "2021", "obs_value": "1"}
    inputs.snapshot("a1", "ilostat", "LAI_INDE_NOC_RT_A", [row, row], key_count=1)
    inputs.snapshot("a2", "ilostat", "LAI_VDIN_NOC_RT_A", [row], row_count=2, key_count=2)
    report = {"phase_id": "O99-S1", "output_id": "O99", "reporting_period_id": "2031H1", "status": "soon"}
    inputs.snapshot("r1", "register", "milestone_reports", [{**report, "submitted_on": "2024-01-01"}])
    result = dbt_harness.dbt(
        tmp_path, "build", "--exclude", "tag:closing", "resource_type:unit_test",
        inputs_dir=str(inputs.write()), as_of="2024-06-30", is_sample=False,
    )  # fmt: skip
    failed = {run.node.name for run in result.result if run.status not in {"success", "pass", "skipped", "no-op"}}
    assert failed == FAULTS
    assert {run.status for run in result.result if run.node.name in FAULTS} == {"fail"}
