"""Telling people how a run ended.

Owns: bringing together what a run leaves at its end.
Never: decides whom to tell or in which words (`warehouse.alerts` does); changes how the run ends; imports Dagster.
"""

from collections.abc import Sequence

from dagster_project import progress
from warehouse.alerts.ended import RunEnd, run_ended
from warehouse.alerts.tell import Told
from warehouse.checks import CheckResult, read_results
from warehouse.settings import Settings


def tell_end(settings: Settings, run_id: str, failures: Sequence[tuple[str, str]]) -> Told:
    """Tell whoever is to be told, and the command that started the run, how that went."""
    log = settings.runs / run_id / "run.log"
    told = run_ended(settings, RunEnd(failures, _checks(settings, run_id), str(log) if log.is_file() else None))
    if told.sent_to or told.problems:
        progress.tell("alerts", open=told.open_count, sent_to=told.sent_to, problems=told.problems)
    return told


def _checks(settings: Settings, run_id: str) -> list[CheckResult]:
    """What the gate of this run found so far; a run that stopped before it left nothing."""
    folder = settings.runs / run_id / "checks"
    try:
        return read_results(folder) if folder.is_dir() else []
    except (OSError, ValueError):
        return []
