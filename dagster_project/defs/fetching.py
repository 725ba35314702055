"""The step before the first: what ILOSTAT changed is fetched, one asset per dataset of the catalogue.

Owns: the assets ilostat/<dataset>, the check on each that it came whole, and the pool of one on the service.
Never: takes part in dwsc run, which touches no network; asks ILOSTAT itself (`warehouse.sources.ilostat` does).
"""

from collections.abc import Iterator

import dagster as dg

from dagster_project.translator import owners_of
from warehouse.alerts.ended import fetch_ended
from warehouse.errors import WarehouseError
from warehouse.settings import get_settings
from warehouse.sources.ilostat.service.catalogue import read_catalogue
from warehouse.sources.ilostat.service.fetch import Wanted, fetch
from warehouse.sources.ilostat.service.state import FetchStatus, read_status

GROUP, CHECK = "ilostat", "the_last_look_succeeded"
_ONE_AT_A_TIME = "ilostat_service"


@dg.definitions
def fetching() -> dg.Definitions:
    """Define the step over the datasets that the catalogue follows."""
    return dg.Definitions(assets=[_fetched_asset()])


def dataset_keys() -> list[dg.AssetKey]:
    """The key of every dataset that the catalogue follows."""
    return [dg.AssetKey([GROUP, code]) for code in read_catalogue(get_settings()).followed]


def _fetched_asset() -> dg.AssetsDefinition:
    keys = dataset_keys()

    @dg.multi_asset(
        name="fetch_ilostat",
        specs=[_spec(key) for key in keys],
        check_specs=[dg.AssetCheckSpec(CHECK, asset=key, description=_RULE) for key in keys],
        can_subset=True,
        pool=_ONE_AT_A_TIME,
    )
    def fetch_ilostat(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        """Fetch what changed; a dataset that does not come keeps its last good snapshot, and its check warns."""
        asked = sorted(key.path[-1] for key in context.selected_asset_keys)
        try:
            settings = get_settings()
            summary = fetch(settings, Wanted(tuple(asked)), lambda event, **_: context.log.debug(event))
            context.log.info("Fetched from ILOSTAT: %s. %s", summary.counts, summary.stopped_because or "")
            for problem in fetch_ended(settings, summary.stopped_because, summary.failures, len(summary.left)).problems:
                context.log.warning("Alerts: %s", problem)
            for code in asked:
                yield _result(code, read_status(settings, code))
        except WarehouseError as error:
            raise dg.Failure(description=str(error), allow_retries=False) from error

    return fetch_ilostat


_RULE = "The dataset came whole from ILOSTAT, or ILOSTAT had not changed it; else the last good snapshot is shown"


def _spec(key: dg.AssetKey) -> dg.AssetSpec:
    return dg.AssetSpec(
        key,
        description=f"{key.path[-1]} as ILOSTAT's service has it now; asked for only when it changed.",
        group_name=GROUP,
        owners=owners_of(GROUP),
        kinds={"python", "parquet"},
        tags={"layer": "service", "personal_data": "none"},
    )


def _result(code: str, status: FetchStatus | None) -> dg.MaterializeResult:
    key = dg.AssetKey([GROUP, code])
    facts = {name: value for name, value in (status.model_dump() if status else {}).items() if value is not None}
    well = status is not None and not status.is_stale
    reason = (status.stale_reason if status else "It was not asked for.") or "It is up to date."
    told = dg.AssetCheckResult(
        asset_key=key, check_name=CHECK, passed=well, severity=dg.AssetCheckSeverity.WARN, description=reason
    )
    return dg.MaterializeResult(asset_key=key, metadata=facts, check_results=[told])
