"""A change spreads to every table that reads it, and to no other."""

import dataclasses
from typing import Any

import pytest

from dagster_project import changes
from dagster_project.manifest import manifest
from warehouse.build_state import BuildState, InputFacts

# Indicators of the strategy's own work have their values, and so their baselines, from the register; so come targets.
MEASURED_BY_THE_REGISTER = {
    "indicators.baselines",
    "indicators.progress",
    "indicators.progress_scores",
    "indicators.rating_changes",
    "indicators.tracking_table",
    "indicators.targets",
    "indicators.target_points",
    "indicators.target_tests",
}
EARLIER_AND_REFUSED = ("rejected_files", "fetches", "released_figures", "released_inputs", "released_progress",
                       "released_scorecards", "released_checks", "released_changes")  # fmt: skip
BEFORE = InputFacts("context", "2026-06-30", {"ilostat": {"aa": "1"}, "register": {"cc": "3"}}, {"rejected_files": "0"})


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return manifest()


def _plan(project: dict[str, Any], **now: Any) -> changes.Plan:
    files = dict.fromkeys(EARLIER_AND_REFUSED, "0")
    before = dataclasses.replace(BEFORE, files=files)
    state = BuildState("run-1", "20260630_120000", before, 6, "0", {})
    return changes.plan(project, state, dataclasses.replace(before, **now))


def test_without_a_state_everything_is_built(project: dict[str, Any]) -> None:
    assert changes.plan(project, None, BEFORE).is_full


def test_nothing_new_leaves_only_what_tells_of_the_run(project: dict[str, Any]) -> None:
    tables = set(_plan(project).tables)
    assert {"quality.results", "quality.checks", "guide.release"} <= tables
    assert not {name for name in tables if name.startswith(("strategy.", "monitoring.", "indicators."))}


def test_a_new_ilostat_file_leaves_strategy_and_register_alone(project: dict[str, Any]) -> None:
    plan = _plan(project, snapshots=BEFORE.snapshots | {"ilostat": {"aa": "1", "bb": "2"}})
    assert plan.built == ("aa",)
    assert {"indicators.observations", "indicators.datasets", "indicators.series", "indicators.revisions"} <= set(
        plan.tables
    )
    assert not {name for name in plan.tables if name.startswith(("strategy.", "monitoring."))}
    assert "indicators.code_labels" not in plan.tables, "labels come from dictionaries, not from data files"
    assert not {name for name in plan.changed if name.startswith("test.") and "strategy_" in name}


def test_a_new_register_leaves_the_observations_alone(project: dict[str, Any]) -> None:
    tables = set(_plan(project, snapshots=BEFORE.snapshots | {"register": {"cc": "3", "dd": "4"}}).tables)
    assert {"monitoring.milestone_reports", "monitoring.milestone_status", "guide.inputs"} <= tables
    assert {name for name in tables if name.startswith(("indicators.", "strategy."))} <= MEASURED_BY_THE_REGISTER


def test_a_new_table_of_contents_by_area_changes_the_regions_and_no_observation(project: dict[str, Any]) -> None:
    tables = set(_plan(project, snapshots=BEFORE.snapshots | {"ilostat_areas": {"ee": "5"}}).tables)
    assert {"indicators.area_groups", "indicators.reference_areas", "indicators.regional_aggregates"} <= tables
    assert {"indicators.recency", "guide.inputs"} <= tables
    assert not tables & {"indicators.observations", "indicators.series", "indicators.outliers", "indicators.group_gaps"}
    assert not {name for name in tables if name.startswith(("strategy.", "monitoring."))}


def test_a_new_evaluation_workbook_changes_the_evaluation_alone(project: dict[str, Any]) -> None:
    tables = set(_plan(project, snapshots=BEFORE.snapshots | {"evaluation": {"ee": "5"}}).tables)
    assert {"evaluation.impact_designs", "evaluation.impact_estimates", "guide.inputs"} <= tables
    assert "intermediate.int_impact_designs__assessed" in tables
    assert not {name for name in tables if name.startswith(("indicators.", "strategy."))}


def test_new_values_are_estimated_anew(project: dict[str, Any]) -> None:
    tables = set(_plan(project, snapshots=BEFORE.snapshots | {"ilostat": {"aa": "1", "bb": "2"}}).tables)
    assert {"evaluation.impact_values", "evaluation.impact_estimates", "evaluation.impact_diagnostics"} <= tables


def test_another_day_changes_what_depends_on_the_day(project: dict[str, Any]) -> None:
    tables = set(_plan(project, as_of="2026-07-01").tables)
    assert "monitoring.milestone_status" in tables
    assert not {name for name in tables if name.startswith("strategy.")}
    assert "indicators.observations" not in tables


def test_a_refused_file_changes_the_list_of_refused_files(project: dict[str, Any]) -> None:
    files = dict.fromkeys(EARLIER_AND_REFUSED, "0") | {"rejected_files": "1"}
    assert {"quality.rejected_files", "monitoring.attention"} <= set(_plan(project, files=files).tables)


def test_another_earlier_release_changes_what_is_restated_alone(project: dict[str, Any]) -> None:
    told = {name: "1" for name in EARLIER_AND_REFUSED if name.startswith("released_")}
    tables = _plan(project, files=dict.fromkeys(EARLIER_AND_REFUSED, "0") | told).tables
    found = {name for name in tables if name.startswith(("monitoring.", "indicators."))}
    assert found == {"monitoring.restated", "indicators.rating_changes"}


def test_a_test_is_repeated_when_any_table_it_reads_changed(project: dict[str, Any]) -> None:
    plan = _plan(project, snapshots=BEFORE.snapshots | {"ilostat": {"aa": "1", "bb": "2"}})
    changed = set(plan.changed)
    for unique_id, node in project["nodes"].items():
        if node["resource_type"] == "test" and changed & set(node["depends_on"]["nodes"]):
            assert unique_id in changed, unique_id


def _reads(project: dict[str, Any], unique_id: str, seen: set[str]) -> set[str]:
    """What a node reads, through views and tables made anew, but not through tables that are added to."""
    for parent in project["nodes"][unique_id]["depends_on"].get("nodes", []):
        if parent not in seen:
            seen.add(parent)
            node = project["nodes"].get(parent)
            if node is not None and node["config"]["materialized"] != "incremental":
                _reads(project, parent, seen)
    return seen


def test_what_reads_only_new_rows_is_added_to(project: dict[str, Any]) -> None:
    """raw.ilostat holds new snapshots only, so a published table made anew from it would lose all the others."""
    for unique_id, node in project["nodes"].items():
        is_mart = node["resource_type"] == "model" and node["fqn"][1] == "marts"
        if is_mart and node["config"]["materialized"] != "incremental":
            assert "source.dwsc.raw.ilostat" not in _reads(project, unique_id, set()), node["name"]


def test_rows_that_are_kept_do_not_depend_on_the_day(project: dict[str, Any]) -> None:
    for node in project["nodes"].values():
        if node["config"].get("materialized") == "incremental":
            read = [
                project["nodes"][name] for name in _reads(project, node["unique_id"], set()) if name in project["nodes"]
            ]
            for one in [node, *read]:
                assert "macro.dwsc.as_of_date" not in one["depends_on"]["macros"], (node["name"], one["name"])
                assert "snapshot_id" in "".join(node["columns"]), node["name"]
