"""Notices files in landing/ and asks for a run.

Owns: when the content of landing/ counts as new and as whole.
Never: opens a file.
"""

import hashlib
import time
from pathlib import Path

import dagster as dg

from warehouse.landing import waiting
from warehouse.settings import get_settings

# A file younger than this may still be on its way into the folder.
SETTLED_SECONDS = 5


def landing_sensor(job_name: str) -> dg.SensorDefinition:
    """The sensor on landing/; it runs from the start when DWSC_LANDING_SENSOR is true."""
    wanted = get_settings().landing_sensor

    @dg.sensor(
        name="landing_folder",
        job_name=job_name,
        minimum_interval_seconds=30,
        default_status=dg.DefaultSensorStatus.RUNNING if wanted else dg.DefaultSensorStatus.STOPPED,
        description="Starts a run when files arrive in landing/. DWSC_LANDING_SENSOR=true switches it on.",
    )
    def landing_folder(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        return evaluate(get_settings().landing, context.cursor, time.time())

    return landing_folder


def evaluate(folder: Path, cursor: str | None, now: float) -> dg.SensorResult | dg.SkipReason:
    """Ask for one run per set of files (name, size, time), once all of them have settled."""
    files = waiting(folder)
    if not files:
        return dg.SkipReason(f"No file is waiting in {folder}.")
    facts = {path: path.stat() for path in files}
    if any(now - fact.st_mtime < SETTLED_SECONDS for fact in facts.values()):
        return dg.SkipReason(f"A file in {folder} is still arriving; it is looked at again in half a minute.")
    text = "\n".join(f"{path.name} {fact.st_size} {fact.st_mtime_ns}" for path, fact in facts.items())
    seen = hashlib.sha256(text.encode()).hexdigest()
    if seen == cursor:
        return dg.SkipReason(f"The {len(files)} file(s) in {folder} were handed to a run already.")
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=seen)], cursor=seen)
