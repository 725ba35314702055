"""What can be run: everything, or only the landing; and when, if somebody switches it on.

Owns: the jobs, the executor, the weekly schedule (stopped) and the sensor on landing/.
Never: does the work.
"""

import dagster as dg

from dagster_project.arrivals import landing_sensor

EVERYTHING, LANDING_ONLY = "build_and_publish", "land_files"


@dg.definitions
def jobs() -> dg.Definitions:
    """Define jobs, schedule and sensor."""
    everything = dg.define_asset_job(
        EVERYTHING,
        selection=dg.AssetSelection.all(),
        description="Land what lies in landing/, build, check and publish. Ends early when nothing changed.",
    )
    landing_only = dg.define_asset_job(
        LANDING_ONLY,
        selection=dg.AssetSelection.assets(["raw", "snapshots"]).required_multi_asset_neighbors(),
        description="Only land what lies in landing/; nothing is built or published.",
    )
    weekly = dg.ScheduleDefinition(
        name="weekly",
        job=everything,
        cron_schedule="0 5 * * 1",
        execution_timezone="UTC",
        default_status=dg.DefaultScheduleStatus.STOPPED,
        description="Every Monday at 05:00 UTC. Stopped until somebody switches it on.",
    )
    return dg.Definitions(
        jobs=[everything, landing_only],
        schedules=[weekly],
        sensors=[landing_sensor(EVERYTHING)],
        executor=dg.in_process_executor,
    )
