"""Notices how runs end that Dagster itself started: by the schedule, by a sensor, or on its pages.

Owns: the sensors on failed and finished runs.
Never: tells a second time of a run that `dwsc run` started; that one tells of itself.
"""

from typing import Any

import dagster as dg

from dagster_project.alerting import tell_end
from warehouse.alerts.tell import Told
from warehouse.settings import get_settings

STARTED_BY = "dwsc/started_by"
COMMAND = "dwsc run"


def run_sensors() -> list[dg.SensorDefinition]:
    """The sensors on the end of runs; they work whenever Dagster's daemon does."""
    running = dg.DefaultSensorStatus.RUNNING

    @dg.run_failure_sensor(name="alerts_of_failed_runs", default_status=running, description=_OF_FAILED)
    def failed(context: dg.RunFailureSensorContext) -> dg.SkipReason:
        steps = [event for event in context.get_step_failure_events() if event.step_key]
        causes = [(str(event.step_key), words_of(event.step_failure_data.error)) for event in steps]
        return _said(context.dagster_run, causes or [("end", context.failure_event.message or "It left no message.")])

    @dg.run_status_sensor(
        run_status=dg.DagsterRunStatus.SUCCESS,
        name="alerts_of_finished_runs",
        default_status=running,
        description=_OF_FINISHED,
    )
    def finished(context: dg.RunStatusSensorContext) -> dg.SkipReason:
        return _said(context.dagster_run, [])

    return [failed, finished]


_OF_FAILED = "Tells whoever DWSC_ALERT_ADDRESSES names why a run stopped; once per cause, not once per run."
_OF_FINISHED = "Tells whoever DWSC_ALERT_ADDRESSES names what a finished run found overdue, stale or changed."


def words_of(error: Any) -> str:
    """The words of the error that stopped a step, without the name of its class."""
    if error is None:
        return "It left no message."
    cause = error.cause or error
    return cause.message.strip().partition(": ")[2] or cause.message.strip()


def _said(run: dg.DagsterRun, failures: list[tuple[str, str]]) -> dg.SkipReason:
    if run.tags.get(STARTED_BY) == COMMAND:
        return dg.SkipReason("dwsc run tells of its end itself.")
    told: Told = tell_end(get_settings(), run.run_id, failures)
    sent = f"Told {', '.join(told.sent_to)}." if told.sent_to else "Nobody was to be told something new."
    return dg.SkipReason(" ".join([sent, *told.problems]))
