"""Answers as rows: every plan has its rows, a refused one has no number, and without a plan nothing heavy is loaded."""

import subprocess
import sys
from datetime import datetime
from typing import Any

import numpy as np
import pytest

from support import impact_panels
from warehouse.impact import answers, table
from warehouse.impact.designs import Plan
from warehouse.settings import PROJECT_ROOT

NUMBERS = ("value", "interval_low", "interval_high", "p_value", "standard_error")


def _handed_in(plan: Plan, outcome: np.ndarray) -> tuple[list[dict[str, Any]], ...]:
    """A plan and its values as the warehouse's rows."""
    key = {"design_id": plan.design_id, "design_version_no": plan.version_no}
    design = {
        **key, "design_sha256": plan.sha256, "method": plan.method, "first_year": plan.first_year,
        "last_year": plan.last_year, "start_year": plan.start_year, "design_question": plan.question,
        "assumptions": plan.assumptions, "spillover_risk": plan.spillover_risk, "spillover_reason": None,
        "registered_at": datetime(2017, 6, 1), "received_at": datetime(2017, 6, 2),  # noqa: DTZ001 - as DuckDB gives it
    }  # fmt: skip
    areas = [{**key, "reference_area_code": area.code, "role": area.role, "start_year": plan.start_of(area)}
             for area in plan.areas]  # fmt: skip
    values = [
        {**key, "reference_area_code": each.area, "year": each.year, "value": each.value, "value_kind": each.kind,
         "is_break": each.is_break, "first_known_from": datetime(2021, 3, 1)}  # noqa: DTZ001 - as DuckDB gives it
        for each in impact_panels.values(plan, outcome)
    ]  # fmt: skip
    return [design], areas, values


PLAIN = impact_panels.plan([(2018, 3)], 17, (2010, 2020))


def test_without_a_plan_the_table_is_empty_and_has_its_columns() -> None:
    found = answers.of_designs([], [], [])
    assert found.num_rows == 0
    assert found.schema == table.COLUMNS


def test_without_a_plan_no_statistics_are_loaded() -> None:
    code = (
        "import sys; from warehouse.impact import answers; answers.of_designs([], [], []); "
        "print([name for name in ('numpy', 'scipy', 'statsmodels', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True)
    assert "scipy" not in done.stdout
    assert "statsmodels" not in done.stdout


def test_a_plan_that_passes_has_rows_of_every_kind() -> None:
    rows = answers.of_designs(*_handed_in(PLAIN, impact_panels.calm_outcome(PLAIN))).to_pylist()
    kinds = {record: [row for row in rows if row["record"] == record] for record in {row["record"] for row in rows}}
    assert {record: len(found) for record, found in kinds.items() if record != "diagnostic"} == {
        "verdict": 1, "rule": 15, "estimate": 1,
    }  # fmt: skip
    (estimate,) = kinds["estimate"]
    assert (estimate["name"], estimate["verdict"], estimate["claim"]) == ("average_effect", "passed", "contribution")
    assert estimate["claim_words"] == "Contribution, not attribution."
    assert [row["row_no"] for row in kinds["rule"]] == list(range(1, 16))
    assert all(row["value"] is not None for row in kinds["diagnostic"])


@pytest.mark.parametrize("method", ["difference_in_differences", "interrupted_series"])
def test_a_refused_plan_has_its_quantities_without_a_number(method: str) -> None:
    plan = impact_panels.plan([(2020, 2)], 5 if method.startswith("difference") else 0, (2010, 2020))
    assert plan.method == method
    rows = answers.of_designs(*_handed_in(plan, impact_panels.calm_outcome(plan))).to_pylist()
    estimates = [row for row in rows if row["record"] == "estimate"]
    assert len(estimates) == (1 if method.startswith("difference") else 2)
    for row in estimates:
        assert all(row[name] is None for name in NUMBERS)
        assert row["sentence"]
        assert row["claim"] is None


def test_the_order_in_which_rows_come_changes_nothing() -> None:
    designs, areas, values = _handed_in(PLAIN, impact_panels.calm_outcome(PLAIN))
    assert answers.of_designs(designs, areas, values).equals(answers.of_designs(designs, areas[::-1], values[::-1]))


def test_plans_do_not_share_values() -> None:
    designs, areas, values = _handed_in(PLAIN, impact_panels.calm_outcome(PLAIN))
    other = [{**designs[0], "design_version_no": 2}]
    rows = answers.of_designs([*other, *designs], areas, values).to_pylist()
    verdicts = {row["design_version_no"]: row["verdict"] for row in rows if row["record"] == "verdict"}
    assert verdicts == {1: "passed", 2: "refused"}


def test_a_number_that_is_not_finite_is_empty_and_the_last_bit_is_left_out() -> None:
    rows = [{"value": float("inf"), "p_value": float("nan"), "interval_low": 0.1 + 0.2}]
    (found,) = table.as_table(rows).to_pylist()
    assert (found["value"], found["p_value"], found["interval_low"]) == (None, None, 0.3)
