"""What an engine did, as Dagster shows it: an event per table and per check.

Owns: the metadata of a table that was just made, and of a check that was carried out.
Never: builds; judges.
"""

from collections.abc import Collection, Mapping

import dagster as dg

from dagster_project.engines.engine import Built, Engine
from dagster_project.manifest import manifest
from dagster_project.previews import table_metadata
from expectations import counting, verdict
from warehouse.checks import CheckResult
from warehouse.settings import Settings

Event = dg.MaterializeResult | dg.AssetCheckResult


def of_tables(settings: Settings, engine: Engine, built: Built, keys: Mapping[str, dg.AssetKey]) -> list[Event]:
    """An event for each table that was made; `keys` are those of the step, by dbt's name."""
    made = [one for one in built.results if one.node.unique_id in keys and one.status == "success"]
    nodes = manifest()["nodes"]
    with counting.open_read_only(settings.build_file, settings.memory_limit, settings.threads) as connection:
        here = counting.row_counts(connection)
        return [
            dg.MaterializeResult(
                asset_key=keys[one.node.unique_id],
                metadata={
                    "engine": f"{engine.name} {engine.version}",
                    "seconds": round(one.execution_time, 3),
                    **table_metadata(
                        connection,
                        here,
                        built.counts,
                        (nodes[one.node.unique_id]["schema"], nodes[one.node.unique_id]["alias"]),
                    ),
                },
            )
            for one in made
        ]


def of_checks(built: Built, keys: Mapping[str, dg.AssetCheckKey], asked: Collection[dg.AssetCheckKey]) -> list[Event]:
    """An event for each test that was carried out and asked for."""
    rows = {row.check_id: row for row in built.tests}
    found = ((keys.get(one.node.unique_id), rows.get(one.node.name)) for one in built.results)
    return [check_event(key, row) for key, row in found if key in asked and key is not None and row is not None]


def check_event(key: dg.AssetCheckKey, row: CheckResult) -> dg.AssetCheckResult:
    """A check result as Dagster shows it."""
    found = {"rows that break it": row.failing_count, "rows checked": row.checked_count, "first rows": row.sample_rows}
    return dg.AssetCheckResult(
        asset_key=key.asset_key,
        check_name=key.name,
        passed=row.outcome == verdict.PASS,
        severity=dg.AssetCheckSeverity.WARN if row.outcome == verdict.WARN else dg.AssetCheckSeverity.ERROR,
        description=row.message,
        metadata={name: value for name, value in found.items() if value is not None},
    )
