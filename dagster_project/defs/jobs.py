"""What can be run: everything with or without the network, or only the landing; and when, if somebody switches it on.

Owns: the jobs, the executor, the weekly schedule (stopped), the sensor on landing/ and those on the end of runs.
Never: does the work.
"""

import dagster as dg

from dagster_project.arrivals import landing_sensor
from dagster_project.defs.fetching import GROUP
from dagster_project.run_ends import run_sensors

OFFLINE, LANDING_ONLY, WITH_FETCH = "build_and_publish", "land_files", "fetch_and_publish"


@dg.definitions
def jobs() -> dg.Definitions:
    """Define jobs, schedule and sensor."""
    offline = dg.define_asset_job(
        OFFLINE,
        selection=dg.AssetSelection.all() - dg.AssetSelection.groups(GROUP),
        description="Land what lies in landing/, build, check and publish; no network. Ends early if nothing changed.",
    )
    with_fetch = dg.define_asset_job(
        WITH_FETCH,
        selection=dg.AssetSelection.all(),
        description="Fetch what ILOSTAT changed in the datasets of the catalogue, then land, build, check and publish.",
    )
    landing_only = dg.define_asset_job(
        LANDING_ONLY,
        selection=dg.AssetSelection.assets(["raw", "snapshots"]).required_multi_asset_neighbors(),
        description="Only land what lies in landing/; nothing is built or published.",
    )
    weekly = dg.ScheduleDefinition(
        name="weekly",
        job=with_fetch,
        cron_schedule="0 5 * * 1",
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.STOPPED,
        description="Fetch and publish every Monday at 05:00 UTC. Stopped until somebody switches it on.",
    )
    return dg.Definitions(
        jobs=[offline, landing_only, with_fetch],
        schedules=[weekly],
        sensors=[landing_sensor(OFFLINE), *run_sensors()],
        executor=dg.in_process_executor,
    )
