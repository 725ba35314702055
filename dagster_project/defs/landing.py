"""The first step: files become snapshots or refusals, and the run writes down what it reads.

Owns: the assets raw/ilostat, raw/ilostat_dictionaries, raw/ilostat_areas, raw/register, raw/survey, raw/evaluation,
raw/snapshots, raw/rejected_files and raw/fetches.
Never: recognises or checks a file (`warehouse.landing` does).
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import dagster as dg
import pyarrow.parquet as parquet

from dagster_project import progress, run_state
from dagster_project.defs.fetching import dataset_keys
from dagster_project.previews import markdown
from dagster_project.run_state import RunState
from dagster_project.steps import POOL, step
from dagster_project.translator import owners_of
from warehouse.errors import SettingsError
from warehouse.landing import Landed, land_folder
from warehouse.release.pointer import standing_release_for
from warehouse.spelling import shown
from warehouse.store.exchange import exchange

_SOURCES = {
    "ilostat": "Rows of every ILOSTAT snapshot, text exactly as in the file; one row per row of a file.",
    "ilostat_dictionaries": "Codes and labels of ILOSTAT's dictionaries; one row per code, language and snapshot.",
    "ilostat_areas": "Regions and income groups from ILOSTAT's tables of contents by area; one row per entry.",
    "register": "Milestone reports as the units handed them in; one row per row of a register.",
    "survey": "Answers of constituents, sizes of their groups and wording of items; one row per row of a survey file.",
    "evaluation": "Questions, evidence, ratings, findings, recommendations, designs; one row per row of a workbook.",
}
_TABLES = {
    "snapshots": "The files that were taken: origin, licence, checksums, when they became known; one row per snapshot.",
    "rejected_files": "The files that were refused and why; one row per refused file.",
    "fetches": "How the last look at ILOSTAT ended; one row per dataset that was ever fetched.",
    "released_figures": "What earlier releases said; one row per monitoring figure and release.",
    "released_inputs": "What earlier releases read; one row per register snapshot and release.",
    "released_progress": "How earlier releases rated; one row per indicator, area, group, method and release.",
    "released_scorecards": "How sound earlier releases found each indicator; one row per indicator and release.",
    "released_changes": "What the tables differ in from the release before; empty until they are built and judged.",
    "released_checks": "How the checks of earlier releases ended; one row per release, table and side of quality.",
}
_SHOWN = ["source", "dataset_code", "snapshot_id", "known_from", "row_count", "file_name"]


class Scope(dg.Config):
    """What a run covers; empty fields mean today (or the sample's own date), and nothing rebuilt without need."""

    as_of: str | None = None
    full: bool = False


def _spec(name: str, description: str) -> dg.AssetSpec:
    return dg.AssetSpec(
        ["raw", name],
        description=f"{description} Made by dwsc land and dwsc run from what people drop into landing/.",
        group_name="raw",
        owners=owners_of("raw"),
        kinds={"python", "parquet"},
        tags={"layer": "source", "personal_data": "none"},
        skippable=True,
        deps=dataset_keys() if name == "ilostat" else [],
    )


@dg.definitions
def landing() -> dg.Definitions:
    """Define the step."""
    return dg.Definitions(assets=[land])


@dg.multi_asset(name="land", pool=POOL, specs=[_spec(name, text) for name, text in (_SOURCES | _TABLES).items()])
def land(context: dg.AssetExecutionContext, config: Scope) -> Iterator[dg.MaterializeResult]:
    """Land what lies in landing/; when inputs, code and date are those of the current release, the run ends here."""
    with step(context, "land") as (settings, told):
        landed = land_folder(settings)
        _tell_landed(context, landed)
        context.log.info("Snapshots: %s.", exchange(settings))
        state = run_state.begin(settings, context.run.run_id, _as_of(config.as_of), full=config.full)
        standing = None if config.full else standing_release_for(settings, state.fingerprint)
        told |= {"snapshots": state.snapshot_count, "rows": state.row_count, "as_of": state.as_of}
        if standing:
            progress.tell("unchanged", release_id=standing.release_id, folder=standing.folder)
            context.log.info("Nothing changed since release %s; it stands.", standing.release_id)
            return
        yield from _materializations(state)


def _as_of(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise SettingsError(f"{text!r} is not a date. Write it as year-month-day, such as 2026-06-30.") from error


def _tell_landed(context: dg.AssetExecutionContext, landed: Sequence[Landed]) -> None:
    for one in landed:
        path = shown(str(one.path))
        progress.tell("landed", **asdict(one) | {"path": path})
        context.log.info("%s %s: %s", one.outcome, path, one.message)


def _materializations(state: RunState) -> Iterator[dg.MaterializeResult]:
    listed = parquet.read_table(state.inputs.folder / "snapshots.parquet").to_pylist()
    for name in _SOURCES:
        mine = [row for row in listed if row["source"] == name]
        yield _result(name, sum(row["row_count"] for row in mine), mine)
    yield _result("snapshots", len(listed), listed)
    for name in [table for table in _TABLES if table != "snapshots"]:
        yield _result(name, parquet.read_metadata(state.inputs.folder / f"{name}.parquet").num_rows, [])


def _result(name: str, rows: int, snapshots: list[dict[str, Any]]) -> dg.MaterializeResult:
    shown = [tuple(row[column] for column in _SHOWN) for row in snapshots[:10]]
    preview = {"preview": dg.MetadataValue.md(markdown(_SHOWN, shown))} if shown else {}
    return dg.MaterializeResult(
        asset_key=["raw", name], metadata={"dagster/row_count": rows, "snapshots": len(snapshots), **preview}
    )
