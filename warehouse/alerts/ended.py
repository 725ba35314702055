"""The end of a run or a fetch, as somebody who is to be told would see it.

Owns: which causes a run or a fetch shows, and how far it looked.
Never: raises; does the work of either.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from warehouse.alerts import standing
from warehouse.alerts.cause import ENGINEERING, Cause, Kind, Looked, same_words
from warehouse.alerts.tell import Told, tell
from warehouse.checks import CheckResult
from warehouse.errors import WarehouseError
from warehouse.inputs import default_as_of
from warehouse.release import pointer
from warehouse.settings import Settings
from warehouse.sources.ilostat.service.state import list_statuses

_log = logging.getLogger(__name__)
_STANDING: tuple[Kind, ...] = ("source_stale", "label_changed", "report_overdue")


@dataclass(frozen=True)
class RunEnd:
    """How a run ended: `failures` are stage and message of what stopped it, `checks` all results of its gate.

    `log` is where the run wrote what happened.
    """

    failures: Sequence[tuple[str, str]] = ()
    checks: Sequence[CheckResult] = ()
    log: str | None = None


def run_ended(settings: Settings, end: RunEnd) -> Told:
    """Note and tell what a run showed: why it stopped, or, when it ended well, what stands in the release."""
    if end.failures:
        blocked = [_gate_cause(row) for row in end.checks if row.outcome in {"fail", "error"}]
        seen = blocked or [_run_cause(stage, message, end) for stage, message in end.failures[:1]]
        well = frozenset(row.check_id for row in end.checks if row.outcome not in {"fail", "error"})
        return tell(settings, seen, Looked({"gate_blocked": well, "run_failed": None} if blocked else {}))
    standing_causes = _standing_causes(settings)
    looked: dict[Kind, frozenset[str] | None] = {"run_failed": None, "gate_blocked": None}
    if standing_causes is not None:
        looked |= dict.fromkeys(_STANDING)
    return tell(settings, standing_causes or [], Looked(looked))


def run_vanished(settings: Settings, message: str) -> Told:
    """Tell that a run ended without a word of its own: it was killed, or met an error that nobody foresaw."""
    return run_ended(settings, RunEnd([("end", message)]))


def fetch_ended(settings: Settings, stopped_because: str | None, failures: Mapping[str, str], left: int) -> Told:
    """Note and tell what a fetch showed: datasets that did not come, and a service that did not answer."""
    seen = list(standing.of_fetches(settings))
    if stopped_because:
        more = f" {left:,} datasets were left for another time." if left else ""
        seen.append(_fetch_cause("ILOSTAT's service", stopped_because + more))
    seen += [_fetch_cause(name, f"{name}: {why}") for name, why in failures.items() if name.startswith("dictionary ")]
    subjects = frozenset(one.dataset_code for one in list_statuses(settings))
    return tell(settings, seen, Looked({"fetch_failed": None, "source_stale": subjects}))


def _standing_causes(settings: Settings) -> list[Cause] | None:
    """What stands in the data; None where the current release looks back or cannot be read, so that nobody can tell."""
    try:
        release = pointer.current(settings)
        if release is None or str(release.manifest.get("as_of")) < default_as_of(settings).isoformat():
            return None
        return [*standing.of_fetches(settings), *standing.of_release(release)]
    except (WarehouseError, duckdb.Error, OSError) as error:
        _log.warning("Alerts: %s", error)
        return None


def _gate_cause(row: CheckResult) -> Cause:
    table = ".".join(part for part in (row.schema_name, row.table_name) if part)
    return Cause(
        kind="gate_blocked",
        subject=row.check_id,
        what=f"{row.check_id} on {table} keeps the release from being published: {row.message or row.description}",
        owner=row.owner or ENGINEERING,
        to_do=row.remedy or "Mend the rows that the message of the run names, land the corrected file and run again",
        command="dwsc run",
    )


def _run_cause(stage: str, message: str, end: RunEnd) -> Cause:
    first = message.splitlines()[0] if message else "It left no message."
    return Cause(
        kind="run_failed",
        subject=stage,
        mark=same_words(message),
        what=f"The run stopped at the step “{stage}”, and nothing was published: {first}",
        owner=ENGINEERING,
        to_do=f"Mend what the message names, then dwsc run.{f' The log is {end.log}.' if end.log else ''}",
        command="dwsc run",
    )


def _fetch_cause(subject: str, what: str) -> Cause:
    return Cause(
        kind="fetch_failed",
        subject=subject,
        mark=same_words(what),
        what=what,
        owner=ENGINEERING,
        to_do="Fetch again later with dwsc fetch; what stands is shown until then. docs/fetching.md lists the reasons",
        command="dwsc fetch",
    )
