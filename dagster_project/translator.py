"""How dbt's things are called in Dagster: schema and table, as in the warehouse.

Owns: asset keys, groups, owners, kinds and tags of dbt assets, and the words of dbt tests.
Never: builds anything.
"""

from collections.abc import Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtProject

DATA_ENGINEERING, MONITORING, STATISTICS = "team:data-engineering", "team:monitoring-and-evaluation", "team:statistics"
_OWNERS = {
    "strategy": MONITORING,
    "monitoring": MONITORING,
    "evaluation": MONITORING,
    "indicators": STATISTICS,
}
_STEPS = {"raw": "source", "staging": "staging", "intermediate": "intermediate"}


def owners_of(group: str) -> list[str]:
    """Who answers for the tables of a schema."""
    return [_OWNERS.get(group, DATA_ENGINEERING)]


class Translator(DagsterDbtTranslator):
    """Keys are [schema, table]: what stands in the DuckDB file is what stands in the graph."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """[raw, ilostat] for a source, [raw, strategy_outputs] for a seed, [strategy, outputs] for a model."""
        table = dbt_resource_props.get("alias") or dbt_resource_props.get("identifier") or dbt_resource_props["name"]
        return dg.AssetKey([dbt_resource_props["schema"], table])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """The schema."""
        return str(dbt_resource_props["schema"])

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The description from the properties file, without the SQL."""
        return str(dbt_resource_props.get("description") or f"Seed file {dbt_resource_props['original_file_path']}")

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:
        """The owner of the schema."""
        return owners_of(dbt_resource_props["schema"])

    def get_tags(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, str]:
        """The layer, and that nothing here is about a person."""
        return {"layer": _STEPS.get(dbt_resource_props["schema"], "mart"), "personal_data": "none"}

    def get_asset_check_spec(
        self,
        asset_spec: dg.AssetSpec,
        manifest: Mapping[str, Any],
        unique_id: str,
        project: DbtProject | None,  # noqa: ARG002 - the signature is the base class's
    ) -> dg.AssetCheckSpec | None:
        """The check of a dbt test on the table that it is about, described by the rule that the test states."""
        test = manifest["nodes"][unique_id]
        if self.get_asset_key(table_of(manifest, test)) != asset_spec.key:
            return None
        return dg.AssetCheckSpec(
            name=test["name"],
            asset=asset_spec.key,
            description=test["config"].get("meta", {}).get("rule") or test.get("description"),
            blocking=str(test["config"].get("severity", "error")).lower() == "error",
            metadata={"dbt_test": unique_id},
        )


def table_of(manifest: Mapping[str, Any], test: Mapping[str, Any]) -> Mapping[str, Any]:
    """The table that a test is about: the one it is attached to, else the first published one it reads."""
    known = {**manifest["nodes"], **manifest["sources"]}
    read = [known[unique_id] for unique_id in [test.get("attached_node"), *test["depends_on"]["nodes"]] if unique_id]
    if test.get("attached_node"):
        return dict(read[0])
    return dict(min(read, key=lambda node: node["schema"] in _STEPS))
