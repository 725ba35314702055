"""The graph holds exactly what it should: a wrong key or a stray definition loses an asset without a word.

What should be there is read from the files of the project by other means than Dagster's or dbt's.
"""

import csv
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
import yaml

from dagster_project import graph
from dagster_project.defs.fetching import CHECK
from dagster_project.transformation import CLOSING, TABLES
from expectations.registry import all_rules
from expectations.rules import Facts
from expectations.suites.whole_file import PUBLISHED
from warehouse.settings import PROJECT_ROOT, child_environment

MODELS = PROJECT_ROOT / "dbt_models" / "models"
LANDED = {
    "ilostat",
    "ilostat_dictionaries",
    "ilostat_areas",
    "register",
    "survey",
    "evaluation",
    "snapshots",
    "rejected_files",
    "fetches",
    "released_figures",
    "released_inputs",
    "released_progress",
    "released_scorecards",
    "released_checks",
    "released_changes",
}
AFTER_THE_GATE = {
    "quality.checks",
    "quality.results",
    "quality.check_reach",
    "quality.scorecard",
    "quality.check_trend",
    "guide.start_here",
    "guide.dictionary",
    "guide.queries",
    "guide.cite",
    "guide.changes",
    "guide.release",
    "guide.inputs",
}
# The gate reads it, and no table is made from it.
READ_BY_THE_GATE_ALONE = {"raw.catalogue_declared_losses", "staging.stg_catalogue__declared_losses"}
# They may be empty; some have a rule for when they are not.
NOT_JUDGED = {
    "evaluation.impact_designs",
    "evaluation.impact_estimates",
    "evaluation.impact_gate_results",
    "evaluation.impact_diagnostics",
    "evaluation.impact_values",
    "evaluation.constituent_views",
    "evaluation.view_divergence",
    "evaluation.questions",
    "evaluation.evidence",
    "evaluation.evaluation_matrix",
    "evaluation.evidence_gaps",
    "evaluation.ratings",
    "evaluation.findings",
    "evaluation.recommendations",
    "evaluation.versions",
    "evaluation.change_since_baseline",
    "quality.rejected_files",
    "quality.known_issues",
    "quality.reconciliation",
    "quality.indicator_rows",
    "quality.dqa",
    "indicators.targets",
    "indicators.target_points",
    "indicators.target_tests",
    "indicators.regional_aggregates",
    "indicators.recency",
    "indicators.outliers",
    "indicators.group_gaps",
    "indicators.series_left_out",
    "indicators.revisions",
    "indicators.revision_summary",
    "indicators.label_changes",
    "indicators.labels_by_language",
    "indicators.baselines",
    "indicators.progress",
    "indicators.progress_scores",
    "indicators.rating_changes",
    "indicators.tracking_table",
    "monitoring.restated",
    "monitoring.output_narratives",
    "monitoring.output_results",
    "monitoring.evidence_items",
    "monitoring.change_log",
    "monitoring.phase_periods",
    "monitoring.forecast_slips",
    "monitoring.slip_paths",
    "monitoring.resource_commitments",
    "monitoring.expenditures",
    "monitoring.resource_years",
}


@pytest.fixture(scope="module")
def definitions() -> dg.Definitions:
    return graph.definitions()


@pytest.fixture(scope="module")
def assets(definitions: dg.Definitions) -> Any:
    return definitions.resolve_asset_graph()


def _properties(folder: Path) -> Iterator[dict[str, Any]]:
    for path in folder.rglob("*.yml"):
        yield from (yaml.safe_load(path.read_text()) or {}).get("models", [])


def _seed_tables() -> set[str]:
    renamed = {"code_lists": "code_list"}
    seeds = PROJECT_ROOT / "seeds"
    tables = set()
    for path in seeds.rglob("*.csv"):
        folder = path.parent.name if path.parent != seeds else ""
        tables.add(f"{renamed.get(folder, folder)}_{path.stem}" if folder else path.stem)
    return tables


def _model_keys() -> set[str]:
    keys = set()
    for path in (path for path in MODELS.rglob("*") if path.suffix in {".sql", ".py"}):
        parts = path.relative_to(MODELS).parts
        schema = parts[1] if parts[0] == "marts" else parts[0]
        keys.add(f"{schema}.{path.stem.split('__')[-1] if parts[0] == 'marts' else path.stem}")
    return keys


def _followed() -> set[str]:
    with (PROJECT_ROOT / "seeds" / "catalogue" / "datasets.csv").open(encoding="utf-8", newline="") as handle:
        return {row["dataset_code"] for row in csv.DictReader(handle) if row["is_followed"] == "true"}


def _name(key: dg.AssetKey) -> str:
    return ".".join(key.path)


def test_the_asset_keys_are_exactly_these(assets: Any) -> None:
    expected = {f"raw.{name}" for name in LANDED | _seed_tables()} | {"raw.check_results", "release.current"}
    expected |= _model_keys() | {f"ilostat.{code}" for code in _followed()}
    assert {_name(key) for key in assets.get_all_asset_keys()} == expected
    assert {_name(key) for key in assets.materializable_asset_keys} == expected, "a key that nothing makes is a phantom"


def test_the_published_tables_are_exactly_these(assets: Any) -> None:
    subjects = {"strategy", "monitoring", "indicators", "evaluation", "quality", "guide"}
    published = {_name(key) for key in assets.get_all_asset_keys() if key.path[0] in subjects}
    assert published == set(PUBLISHED) | AFTER_THE_GATE | NOT_JUDGED


def test_the_checks_are_exactly_these(assets: Any) -> None:
    rules = {rule.name for rule in all_rules(Facts(date(2026, 1, 1)))}
    tests = {
        path.stem for path in (PROJECT_ROOT / "dbt_models" / "tests").rglob("*.sql") if "generic" not in path.parts
    }
    for model in _properties(MODELS):
        listed = model.get("data_tests", []) + [t for c in model.get("columns", []) for t in c.get("data_tests", [])]
        tests |= {settings["name"] for test in listed for settings in test.values()}
    fetched = [key for key in assets.asset_check_keys if key.asset_key.path[0] == "ilostat"]
    assert {(key.asset_key.path[1], key.name) for key in fetched} == {(code, CHECK) for code in _followed()}
    others = assets.asset_check_keys - set(fetched)
    assert {key.name for key in others} == rules | tests
    assert len(others) == len(rules | tests), "no two checks share a name"


def test_every_rule_is_a_check_on_its_table_and_blocks_when_it_is_an_error(assets: Any) -> None:
    specs = {(_name(key.asset_key), key.name): assets.get_check_spec(key) for key in assets.asset_check_keys}
    for rule in all_rules(Facts(date(2026, 1, 1))):
        spec = specs[rule.table_key, rule.name]
        assert spec.blocking == rule.blocks
        assert spec.description.startswith(rule.rule_id)


def test_every_asset_says_what_it_is_and_who_answers_for_it(assets: Any) -> None:
    for key in assets.get_all_asset_keys():
        node = assets.get(key)
        assert node.group_name == key.path[0], key
        assert node.owners, key
        assert all(owner.startswith("team:") for owner in node.owners), key
        assert node.kinds, key
        assert node.tags["layer"], key
        assert len(node.description or "") > 5, key


def test_the_order_is_land_build_gate_close_publish(assets: Any) -> None:
    def before(name: str) -> set[str]:
        return {_name(key) for key in assets.get_ancestor_asset_keys(dg.AssetKey(name.split(".")))}

    all_keys = {_name(key) for key in assets.get_all_asset_keys()}
    assert before("release.current") == all_keys - {"release.current"} - READ_BY_THE_GATE_ALONE
    assert set(PUBLISHED) <= before("raw.check_results")
    assert not before("raw.check_results") & AFTER_THE_GATE
    assert before("quality.results") >= {"raw.check_results"}
    assert before("indicators.observations") >= {"raw.ilostat", "raw.snapshots"}


def test_both_phases_together_are_all_of_dbt_and_share_nothing() -> None:
    assert TABLES.exclude == CLOSING.select


def test_jobs_schedule_and_sensor_are_there_and_wait_to_be_switched_on(definitions: dg.Definitions) -> None:
    repository = definitions.get_repository_def()
    assert {job.name for job in repository.get_all_jobs() if not job.name.startswith("__")} == {
        "build_and_publish",
        "land_files",
        "fetch_and_publish",
    }
    (schedule,) = repository.schedule_defs
    sensors = {sensor.name: sensor.default_status for sensor in repository.sensor_defs}
    assert schedule.default_status == dg.DefaultScheduleStatus.STOPPED
    assert sensors == {
        "landing_folder": dg.DefaultSensorStatus.STOPPED,
        "alerts_of_failed_runs": dg.DefaultSensorStatus.RUNNING,
        "alerts_of_finished_runs": dg.DefaultSensorStatus.RUNNING,
    }, "those that start a run wait; those that only tell of its end do not"
    assert schedule.job_name == "fetch_and_publish"
    landing = repository.get_job("land_files").asset_layer.asset_graph
    assert {_name(key) for key in landing.materializable_asset_keys} >= {f"raw.{name}" for name in LANDED}


def test_the_sensor_runs_from_the_start_where_the_setting_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from dagster_project.arrivals import landing_sensor

    monkeypatch.setenv("DWSC_LANDING_SENSOR", "true")
    assert landing_sensor("build_and_publish").default_status == dg.DefaultSensorStatus.RUNNING


def test_dagster_finds_the_definitions_valid(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dagster", "definitions", "validate", "-m", "dagster_project.definitions"]
    done = subprocess.run(
        command,
        cwd=PROJECT_ROOT,
        env=child_environment(DWSC_HOME=str(tmp_path / "home"), DAGSTER_HOME=str(tmp_path)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (tmp_path / "home").exists(), "looking at the graph must not make a home"


def test_seed_files_have_a_header() -> None:
    for path in (PROJECT_ROOT / "seeds").rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as handle:
            assert all(next(csv.reader(handle))), path


def test_only_the_job_that_fetches_touches_the_service(definitions: dg.Definitions) -> None:
    repository = definitions.get_repository_def()
    steps = {job: set(repository.get_job(job).graph.node_dict) for job in ("build_and_publish", "fetch_and_publish")}
    assert steps["fetch_and_publish"] - steps["build_and_publish"] == {"fetch_ilostat"}
    assert not steps["build_and_publish"] - steps["fetch_and_publish"]
    asked = repository.get_job("build_and_publish").asset_layer.asset_graph.asset_check_keys
    assert not [key for key in asked if key.asset_key.path[0] == "ilostat"]


def test_fetching_takes_its_turn_at_the_service_and_comes_before_landing(
    definitions: dg.Definitions, assets: Any
) -> None:
    (step,) = [one for one in definitions.resolve_all_asset_specs() if one.key.path[0] == "ilostat"][:1]
    assert step.key in assets.get_ancestor_asset_keys(dg.AssetKey(["raw", "ilostat"]))
    (made,) = {one for one in definitions.assets or [] if isinstance(one, dg.AssetsDefinition) and step.key in one.keys}
    assert made.op.pool == "ilostat_service"


def test_a_run_upon_the_last_one_says_of_every_judged_table_that_it_stands(assets: Any) -> None:
    """Dagster skips the whole gate, and publishes, where one table of a rule is neither made nor said to stand."""
    from dagster_project.transformation import _awaited_later

    judged = {dg.AssetKey([rule.schema, rule.table]) for rule in all_rules(Facts(date(2026, 1, 1)))}
    assert judged <= _awaited_later(TABLES) <= assets.get_all_asset_keys()
    assert not _awaited_later(CLOSING)


def test_nothing_is_published_where_the_expectations_were_skipped() -> None:
    from dagster_project.defs.gate import _refuse_without_expectations
    from warehouse.errors import GateError

    with pytest.raises(GateError, match="expectations were not checked"):
        _refuse_without_expectations([])
