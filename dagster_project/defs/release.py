"""The last step: the audited candidate becomes a release.

Owns: the asset release/current.
Never: writes a release itself (`warehouse.release` does).
"""

import dagster as dg

from dagster_project import build_growth, contract_rows, progress, run_cost, transformation
from dagster_project.defs.gate import RESULTS
from dagster_project.engines.engine import close_all, made_by
from dagster_project.manifest import manifest
from dagster_project.steps import POOL, state_of, step
from dagster_project.translator import owners_of
from expectations import counting, verdict
from warehouse.checks import read_results
from warehouse.crash import crash_at
from warehouse.release.publish import publish_growth


@dg.definitions
def release() -> dg.Definitions:
    """Define the step."""
    return dg.Definitions(assets=[_release_asset()])


def _release_asset() -> dg.AssetsDefinition:
    @dg.asset(
        key=["release", "current"],
        deps=[RESULTS, *transformation.published_keys(transformation.closing())],
        group_name="release",
        owners=owners_of("release"),
        kinds={"duckdb", "parquet", "csv"},
        tags={"layer": "release", "personal_data": "none"},
        description="The release that everybody reads: a folder that never changes, and a pointer to it.",
        pool=POOL,
    )
    def current(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        """Copy the published schemas into a new release, prove the copy, and point at it."""
        with step(context, "publish") as (settings, told):
            state = state_of(context, settings)
            with counting.open_read_only(settings.build_file, settings.memory_limit, settings.threads) as connection:
                contracts = contract_rows.from_contracts(connection, state, manifest(), is_closing=True)
            verdict.refuse_if_blocked([*read_results(state.checks), *contracts])
            crash_at("before publishing")
            growth = build_growth.of_run(state)
            published = publish_growth(
                settings,
                growth,
                inputs=state.inputs,
                run_id=state.run_id,
                release_id=state.release_id,
                manifest={"git_commit": state.git_commit or None, "built_at": state.built_at.isoformat()}
                | {"engine": made_by(state) or None},
            )
            build_growth.remember(settings, state, published)
            made = published.release
            tables = made.manifest["tables"]
            told |= {"tables": len(tables), "rows": sum(table["rows"] for table in tables)}
            cost = run_cost.remember(state, made.folder)
            progress.tell("cost", **cost)
            close_all()
            progress.tell("published", release_id=made.release_id, folder=made.folder, database=made.database)
            return dg.MaterializeResult(
                metadata={
                    "release_id": made.release_id,
                    "database": dg.MetadataValue.path(str(made.database)),
                    "as_of": state.as_of.isoformat(),
                    "is_sample": state.is_sample,
                    "tables": len(tables),
                    "cost": dg.MetadataValue.json(cost),
                }
            )

    return current
