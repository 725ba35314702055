"""The house rules of dbt_models, read from dbt's own manifest."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from support import dbt_harness

PUBLISHED = {
    "strategy": "goals_and_principles action_areas outputs phases phase_years synergies building_blocks commitments "
    "governance_events resource_envelopes",
    "indicators": "indicators indicator_versions indicator_links targets target_points target_tests "
    "datasets reference_areas observations observation_vintages code_labels labels_by_language "
    "area_groups catalogue dataset_links series series_left_out coverage revisions revision_summary label_changes "
    "baselines progress progress_scores rating_changes tracking_table regional_aggregates recency outliers group_gaps",
    "monitoring": "milestone_reports milestone_status output_narratives output_results evidence_items change_log "
    "phase_periods forecast_slips output_progress action_area_progress strategy_progress slip_paths planned_tensions "
    "resource_commitments expenditures resource_absorption resource_total resource_years commitment_status "
    "mandate_trace mandate_orphans "
    "figures restated attention",
    "evaluation": "impact_designs impact_estimates impact_gate_results impact_diagnostics impact_values "
    "constituent_views view_divergence questions evidence evaluation_matrix evidence_gaps ratings "
    "findings recommendations versions change_since_baseline",
    "quality": "checks results rejected_files freshness known_issues reconciliation indicator_rows dqa check_reach "
    "scorecard check_trend",
    "guide": "start_here dictionary queries changes cite release inputs",
}
CLOSING = {
    "checks",
    "results",
    "check_reach",
    "scorecard",
    "check_trend",
    "start_here",
    "dictionary",
    "queries",
    "cite",
    "changes",
    "release",
    "inputs",
}
DIMENSIONS = {
    *("validity", "integrity", "precision", "reliability", "timeliness", "completeness", "uniqueness", "reference")
}
# What DuckDB and Spark do not agree on, or read differently without a word.
NOT_PORTABLE = (
    r"\bqualify\b|\bdistinct\s+on\b|\b(un)?pivot\b|\b(group|order) by all\b|\barg_(max|min)\b|::|\bstruct\b|\bunnest\b"
    r"|\b(list|array)_agg\b|\blist_\w+\(|\bstrpos\b|\bregexp_matches\b|\*\s+exclude\b|\bilike\b|\b(float|real)\b"
    r"|\bsubstring\([^,]+,\s*0\b|\bread_(csv|parquet)\b|\bas varchar\b"
)


@pytest.fixture(scope="session")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("dbt_parse")
    result = dbt_harness.dbt(folder, "--warn-error", "parse")
    assert result.success, result.exception
    return json.loads((folder / "target" / "manifest.json").read_text())


def _nodes(manifest: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [node for node in manifest["nodes"].values() if node["resource_type"] == kind]


def _in_sql(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    return [node for node in _nodes(manifest, "model") if node["language"] == "sql"]


def _layer(node: dict[str, Any]) -> str:
    return node["fqn"][1]


def _marts(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    return [node for node in _nodes(manifest, "model") if _layer(node) == "marts"]


def _sql(node: dict[str, Any]) -> str:
    return re.sub(r"\{#.*?#\}|--[^\n]*|'[^'\n]*'", "", node["raw_code"], flags=re.DOTALL)


def test_exactly_these_tables_are_published(manifest: dict[str, Any]) -> None:
    found = {(node["schema"], node["alias"]) for node in _marts(manifest)}
    assert found == {(schema, table) for schema, tables in PUBLISHED.items() for table in tables.split()}


def test_the_closing_phase_is_what_needs_the_results_of_the_others(manifest: dict[str, Any]) -> None:
    closing = {node["alias"] for node in _nodes(manifest, "model") if "closing" in node["tags"]}
    assert closing == CLOSING
    readers = {
        node["alias"]
        for node in _marts(manifest)
        if any("stg_checks__results" in parent for parent in node["depends_on"]["nodes"])
    }
    assert readers <= closing


def test_folder_schema_and_name_say_the_same(manifest: dict[str, Any]) -> None:
    wrong = []
    for node in _nodes(manifest, "model"):
        layer, folder, name = _layer(node), node["fqn"][2], node["name"]
        pattern = {
            "staging": rf"stg_{folder}__[a-z_]+",
            "intermediate": r"int_[a-z_]+__[a-z_]+",
            "marts": rf"({folder}__)?{node['alias']}",
        }[layer]
        schema = folder if layer == "marts" else layer
        if not re.fullmatch(pattern, name) or node["schema"] != schema:
            wrong.append(f"{node['schema']}.{name} in {node['original_file_path']}")
    assert not wrong


def test_a_mart_carries_its_schema_in_its_file_name_only_where_a_seed_has_the_plain_name(
    manifest: dict[str, Any],
) -> None:
    seeds = {node["name"] for node in _nodes(manifest, "seed")}
    qualified = {node["alias"] for node in _marts(manifest) if "__" in node["name"]}
    assert qualified == seeds & {node["alias"] for node in _marts(manifest)}


def test_asset_keys_are_schema_and_table(manifest: dict[str, Any]) -> None:
    """Dagster names an asset after the node; where table and node differ, the key is stated."""
    for node in _marts(manifest) + _nodes(manifest, "seed"):
        stated = node["config"]["meta"].get("dagster", {}).get("asset_key")
        assert (stated or [node["schema"], node["name"]]) == [node["schema"], node["alias"]], node["unique_id"]


def test_layers_lean_only_downwards(manifest: dict[str, Any]) -> None:
    allowed = {
        "staging": {"source", "seed"},
        "intermediate": {"staging", "intermediate"},
        "marts": {"staging", "intermediate", "marts"},
    }
    kinds = dict.fromkeys(manifest["sources"], "source")
    kinds |= {node["unique_id"]: "seed" for node in _nodes(manifest, "seed")}
    kinds |= {node["unique_id"]: _layer(node) for node in _nodes(manifest, "model")}
    # Rows of earlier snapshots stand nowhere but in the marts that keep them, so what is made of them reads those.
    kept = {node["unique_id"] for node in _marts(manifest) if node["config"]["materialized"] == "incremental"}
    wrong = [
        f"{node['name']} reads {parent}"
        for node in _nodes(manifest, "model")
        for parent in node["depends_on"]["nodes"]
        if kinds[parent] not in allowed[_layer(node)] and not (_layer(node) == "intermediate" and parent in kept)
    ]
    assert not wrong


def test_each_source_and_seed_is_staged_once_and_read_by_staging_only(manifest: dict[str, Any]) -> None:
    readers: dict[str, list[str]] = {name: [] for name in manifest["sources"]}
    readers |= {node["unique_id"]: [] for node in _nodes(manifest, "seed")}
    for node in _nodes(manifest, "model"):
        for parent in node["depends_on"]["nodes"]:
            if parent in readers:
                readers[parent].append(node["name"])
    assert not {name: names for name, names in readers.items() if len(names) != 1}


def test_every_table_and_column_is_described(manifest: dict[str, Any]) -> None:
    described = _nodes(manifest, "model") + _nodes(manifest, "seed") + list(manifest["sources"].values())
    silent = [node["name"] for node in described if not node["description"].strip()]
    silent += [
        f"{node['name']}.{column['name']}"
        for node in described
        if node["resource_type"] != "seed"
        for column in node["columns"].values()
        if not column["description"].strip()
    ]
    assert not silent
    assert not [node["name"] for node in _nodes(manifest, "model") if not node["columns"]]


def test_every_published_table_keeps_a_contract_and_shows_its_descriptions(manifest: dict[str, Any]) -> None:
    for node in _marts(manifest):
        assert node["config"]["contract"]["enforced"], node["name"]
        assert node["config"]["materialized"] in {"table", "incremental"}, node["name"]
        assert node["config"]["persist_docs"] == {"relation": True, "columns": True}, node["name"]
        assert all(column["data_type"] for column in node["columns"].values()), node["name"]


def test_every_seed_column_is_text(manifest: dict[str, Any]) -> None:
    """NA is Namibia, and a code such as 07 keeps its nought."""
    for node in _nodes(manifest, "seed"):
        header = (dbt_harness.PROJECT / node["original_file_path"]).read_text(encoding="utf-8-sig").split("\n", 1)[0]
        assert node["config"]["column_types"] == dict.fromkeys(header.strip().split(","), "varchar"), node["name"]


def test_models_have_the_silhouette_of_the_house(manifest: dict[str, Any]) -> None:
    for node in _in_sql(manifest):
        code = node["raw_code"].strip()
        assert re.search(r"\bfinal as \(", code), node["name"]
        assert code.endswith("\n)\n\nselect * from final"), node["name"]


def test_python_models_only_call_the_core(manifest: dict[str, Any]) -> None:
    """What cannot be said in SQL is said in warehouse/, where it is typed, tested and part of the fingerprint."""
    in_python = {node["name"]: node for node in _nodes(manifest, "model") if node["language"] == "python"}
    assert in_python.keys() == {"int_impact_designs__assessed"}, "docs/decisions/0020 speaks of one"
    for node in in_python.values():
        path = dbt_harness.PROJECT / node["original_file_path"]
        assert re.findall(r"^\s*(?:from|import) (\S+)", path.read_text(), re.MULTILINE) == ["warehouse.impact"]
        assert _layer(node) == "intermediate"


def test_models_and_tests_stay_in_the_portable_subset(manifest: dict[str, Any]) -> None:
    code = {node["name"]: _sql(node) for node in _in_sql(manifest)}
    tests = (dbt_harness.PROJECT / "tests").rglob("*.sql")
    code |= {path.name: _sql({"raw_code": path.read_text()}) for path in tests}
    left = {name: match.group() for name, sql in code.items() if (match := re.search(NOT_PORTABLE, sql, re.IGNORECASE))}
    assert not left


def test_every_rule_has_a_name_a_dimension_a_meaning_a_reason_and_a_remedy(manifest: dict[str, Any]) -> None:
    poor = []
    for node in _nodes(manifest, "test"):
        meta = node["config"]["meta"]
        words = [node["description"] or meta.get("rule", ""), meta.get("remedy", ""), meta.get("reason", "")]
        schemas = "|".join(PUBLISHED)
        named = re.fullmatch(rf"({schemas})_[a-z_0-9]+|a_[a-z_]+", node["name"])
        if not all(words) or meta.get("dimension") not in DIMENSIONS or not named:
            poor.append(node["name"])
    assert not poor


def test_every_published_table_has_a_key_and_required_columns(manifest: dict[str, Any]) -> None:
    found: dict[str, set[str]] = {node["unique_id"]: set() for node in _marts(manifest)}
    for node in _nodes(manifest, "test"):
        kind = (node.get("test_metadata") or {}).get("name", "")
        if (table := node.get("attached_node")) in found:
            found[table].add(kind)
    # A row of the observations is known by its snapshot and row number, as counts and sums of row numbers prove.
    large = {"model.dwsc.observations", "model.dwsc.observation_vintages"}
    keyless = {name for name, kinds in found.items() if not kinds & {"unique", "unique_combination"}}
    assert keyless == large
    assert not {name for name, kinds in found.items() if "never_empty" not in kinds} - {"model.dwsc.observations"}


def test_what_computes_is_unit_tested(manifest: dict[str, Any]) -> None:
    tested = {unit["model"] for unit in manifest["unit_tests"].values()}
    computing = {
        node["name"]
        for node in _in_sql(manifest)
        if _layer(node) == "intermediate" and re.search(r"\bcase\b|\bover\b|\bcoalesce\b", _sql(node))
    }
    assert computing <= tested


def test_properties_stand_in_the_folder_of_their_models() -> None:
    """One file per folder; a crowded folder has further ones, each named after what its models speak of."""
    project = dbt_harness.PROJECT
    for folder in {path.parent for path in (project / "models").rglob("*.sql")}:
        found = {path.name for path in folder.glob("*.yml") if not path.name.startswith("_unit_tests")}
        assert f"_{folder.name}.yml" in found, folder
        described = [model["name"] for name in found for model in yaml.safe_load((folder / name).read_text())["models"]]
        models = [path.stem for path in folder.iterdir() if path.suffix in {".sql", ".py"}]
        assert sorted(described) == sorted(models), folder


def test_every_analysis_is_an_example_query_or_a_macro_of_the_release(manifest: dict[str, Any]) -> None:
    """Guide.queries and the macros are written from them; what is not told here would be missing in a release."""
    for node in _nodes(manifest, "analysis"):
        kind, schema = node["fqn"][2:4]
        told = {"queries": {"note", "columns", "rows", "at_least"}, "macros": {"example", "parameters"}}[kind]
        assert schema in PUBLISHED, node["name"]
        assert node["config"]["meta"].keys() == told, node["name"]
        assert node["description"].strip(), node["name"]
        assert "{" not in node["raw_code"], f"{node['name']} is published as it is written"
        assert not re.search(NOT_PORTABLE, _sql(node), re.IGNORECASE), node["name"]
        if kind == "macros":
            described = [*node["columns"].values(), *node["config"]["meta"]["parameters"]]
            assert all(one["description"] and one["data_type"] for one in described), node["name"]
            assert f"from {schema}.{node['name']}(" in node["config"]["meta"]["example"]


def test_usage_statistics_are_off_and_nothing_is_installed() -> None:
    project = (dbt_harness.PROJECT / "dbt_project.yml").read_text()
    assert "send_anonymous_usage_stats: false" in project
    assert not [name for name in ("packages.yml", "dependencies.yml") if (Path(dbt_harness.PROJECT) / name).exists()]


def test_every_published_table_has_a_known_reader(manifest: dict[str, Any]) -> None:
    read = {name for exposure in manifest["exposures"].values() for name in exposure["depends_on"]["nodes"]}
    assert read == {node["unique_id"] for node in _marts(manifest)}
