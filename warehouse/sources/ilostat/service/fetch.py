"""One fetch from beginning to end: read what ILOSTAT has, ask for what changed, land what comes whole.

Owns: the order of a fetch, and that each dataset's status is written as soon as it is known.
Never: prints (it tells events); runs twice in one home at a time.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime

from warehouse.crash import crash_at
from warehouse.delivery import Delivery
from warehouse.disk import disk_trouble
from warehouse.home import refuse_sample_home
from warehouse.landing import land_delivery
from warehouse.settings import Settings
from warehouse.sources.ilostat.contents import Entry
from warehouse.sources.ilostat.service.bodies import body_name, download
from warehouse.sources.ilostat.service.catalogue import read_catalogue
from warehouse.sources.ilostat.service.client import Client
from warehouse.sources.ilostat.service.contents import Contents, fetch_contents
from warehouse.sources.ilostat.service.dictionaries import due_dictionaries, fetch_dictionaries
from warehouse.sources.ilostat.service.outcome import Outcomes
from warehouse.sources.ilostat.service.plan import (
    Plan,
    check_disk,
    check_names,
    disk_need,
    make_plan,
    what_stands,
)
from warehouse.sources.ilostat.service.progress import Progress
from warehouse.sources.ilostat.service.state import FetchStatus, one_at_a_time, sweep, write_status
from warehouse.sources.ilostat.service.trouble import OUT_OF_STEP, TroubleError, TurnedAwayError

Tell = Callable[..., None]


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for: datasets by name, everything, or (neither) the catalogue.

    `command` is how to ask for the same again; `is_trial` only says what would be fetched.
    """

    datasets: tuple[str, ...] = ()
    everything: bool = False
    force: bool = False
    with_dictionaries: bool = True
    is_trial: bool = False
    command: str = "dwsc fetch"


@dataclass
class Summary:
    """How a fetch ended: datasets by outcome, what failed and why, and what was left for another time."""

    counts: dict[str, int] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    stopped_because: str | None = None

    @property
    def is_well(self) -> bool:
        """Whether everything asked for is here and up to date."""
        return not self.failures and not self.left and self.stopped_because is None


def fetch(settings: Settings, wanted: Wanted, tell: Tell) -> Summary:
    """Fetch what changed.

    Args:
        settings: names the home and the service.
        wanted: what is asked for.
        tell: called with the name of an event and its facts, as things happen.

    Raises:
        HomeError: the home holds sample data; nothing was asked for.
        LockedError: another fetch into this home is at work.
        UnknownDatasetError: nobody knows a name that was asked for.
        FetchError: what is due does not fit on the disk.
        WarehouseError: the disk is full, or something that landed earlier is damaged.
    """
    refuse_sample_home(settings, wanted.command)
    with disk_trouble(settings.home, "fetching from ILOSTAT"), one_at_a_time(settings), Client(settings) as client:
        return _Fetch(settings, wanted, tell, client).run()


class _Fetch:
    """One fetch at work."""

    def __init__(self, settings: Settings, wanted: Wanted, tell: Tell, client: Client) -> None:
        self._settings, self._wanted, self._tell, self._client = settings, wanted, tell, client
        self._catalogue = read_catalogue(settings)
        self._standing = what_stands(settings)
        self._outcomes = Outcomes(settings, self._standing, self._catalogue)
        self._summary = Summary()

    def run(self) -> Summary:
        try:
            contents = fetch_contents(self._settings, self._client)
        except (TroubleError, TurnedAwayError) as error:
            return self._without_contents(error)
        self._tell("contents", datasets=len(contents.entries), rows=_rows(contents), address=contents.address)
        plan = self._plan(contents)
        self._summary.stopped_because = self._elsewhere(contents)
        if self._summary.stopped_because and not self._wanted.is_trial:
            self._settle(plan)
        elif not self._wanted.is_trial:
            self._do(plan, contents)
        return self._summary

    def _elsewhere(self, contents: Contents) -> str | None:
        """Why this can hardly be ILOSTAT: it lists no dataset that is followed."""
        followed = self._catalogue.followed
        is_catalogue = followed and not (self._wanted.datasets or self._wanted.everything)
        if not is_catalogue or contents.entries.keys() & set(followed):
            return None
        found = f"None of the {len(followed):,} followed datasets is listed by {contents.address.partition('?')[0]}."
        return f"{found} The address may be wrong: see DWSC_ILOSTAT_ADDRESS. No dataset was asked for."

    def _plan(self, contents: Contents) -> Plan:
        plan = make_plan(self._names(contents), contents.entries, self._standing, force=self._wanted.force)
        need = disk_need(self._settings, plan, self._standing)
        self._tell("plan", plan=plan, need=need)
        check_disk(self._settings, plan, need)
        return plan

    def _names(self, contents: Contents) -> tuple[str, ...]:
        if self._wanted.everything:
            return tuple(sorted(contents.entries.keys() | self._standing.origins.keys()))
        asked = self._wanted.datasets
        return check_names(asked, contents.entries, self._standing, self._catalogue) or self._catalogue.followed

    def _do(self, plan: Plan, contents: Contents) -> None:
        reusable = {body_name(entry) for entry in plan.due if not self._wanted.force}
        sweep(self._settings, {name for name in reusable if name})
        self._keep(contents)
        self._settle(plan)
        progress = Progress(plan)
        try:
            if self._wanted.with_dictionaries:
                self._dictionaries(contents, has_changes=bool(plan.due))
            self._tell("fetching", **progress.facts())
            self._datasets(plan.due, progress)
            self._second_look(progress)
        except TurnedAwayError as error:
            self._leave(plan, progress, error)
        for outcome, count in progress.counts.items():
            self._summary.counts[outcome] = self._summary.counts.get(outcome, 0) + count
        self._summary.failures |= progress.failures
        self._tell("end", **progress.facts(), counts=self._summary.counts)

    def _keep(self, contents: Contents) -> None:
        """The table of contents becomes a snapshot too, so that what ILOSTAT had can be read later."""
        delivery = Delivery(contents.address, dataset_code="indicator_en", kind="contents", language="en")
        landed = land_delivery(self._settings, contents.path, delivery, now=_now())
        if landed.outcome == "refused":
            self._tell("warning", message=landed.message)

    def _settle(self, plan: Plan) -> None:
        """Write down what needs no request."""
        for entry in plan.unchanged:
            self._note(self._outcomes.unchanged(entry, _now()))
        for code in plan.not_listed:
            status = self._note(self._outcomes.not_listed(code, _now()))
            is_failure = self._is_missed(code)
            self._tell("not_listed", dataset=code, reason=status.stale_reason, is_failure=is_failure)
            if is_failure:
                self._summary.failures[code] = status.stale_reason or ""
        self._summary.counts = {"unchanged": len(plan.unchanged), "failed": len(self._summary.failures)}

    def _is_missed(self, dataset_code: str) -> bool:
        """Whether a dataset that is not listed failed to come: asked for by name, or followed and here before."""
        is_followed = dataset_code in self._catalogue.followed and dataset_code in self._standing.origins
        return bool(self._wanted.datasets) or is_followed

    def _dictionaries(self, contents: Contents, *, has_changes: bool) -> None:
        due = due_dictionaries(
            self._settings, _now(), contents.sha256, has_changes=has_changes, force=self._wanted.force
        )
        for number, status in enumerate(
            fetch_dictionaries(self._settings, self._client, due, contents.sha256, _now), 1
        ):
            self._tell("dictionary", done=number, of=len(due), **status.model_dump())
            if status.outcome == "failed":
                self._summary.failures[f"dictionary {status.dictionary}"] = status.reason or ""

    def _datasets(self, entries: tuple[Entry, ...], progress: Progress) -> None:
        with closing(download(self._settings, self._client, entries)) as answers:
            for answered in answers:
                outcome = self._outcomes.of(answered, _now())
                crash_at("body landed")
                status = self._note(outcome)
                crash_at("fetch noted")
                if answered.body:
                    answered.body.path.unlink(missing_ok=True)
                progress.add(status)
                self._tell("dataset", **status.model_dump(), progress=progress.facts())

    def _second_look(self, progress: Progress) -> None:
        """Ask once more for what did not fit the table of contents: ILOSTAT may have changed it in between."""
        codes = [code for code, status in progress.statuses.items() if status.stale_rule in OUT_OF_STEP]
        if not codes:
            return
        try:
            contents = fetch_contents(self._settings, self._client)
        except TroubleError as error:
            self._tell("warning", message=f"ILOSTAT's table of contents could not be read again: {error.reason}")
            return
        self._datasets(tuple(contents.entries[code] for code in codes if code in contents.entries), progress)

    def _leave(self, plan: Plan, progress: Progress, error: TurnedAwayError) -> None:
        """Mark what is left for another time."""
        self._summary.stopped_because = str(error)
        left = [entry for entry in plan.due if entry.dataset_code not in progress.statuses]
        self._summary.left = tuple(entry.dataset_code for entry in left)
        trouble = TroubleError("left", f"It was not asked for, because ILOSTAT stopped answering. {error}")
        trouble.attempts = 0
        for entry in left:
            self._note(self._outcomes.failed(entry, trouble, _now()))

    def _without_contents(self, error: TroubleError | TurnedAwayError) -> Summary:
        """Nothing can be compared: whether anything changed is not known, and each dataset that stands says so."""
        reason = f"ILOSTAT's table of contents could not be read, so it is not known what changed. {error}"
        trouble = TroubleError("no_contents", reason)
        trouble.attempts = 0
        asked = {name.strip().upper() for name in self._wanted.datasets} or set(self._catalogue.followed)
        standing = self._standing.origins.keys()
        if not self._wanted.is_trial:
            for code in sorted(standing if self._wanted.everything else standing & asked):
                self._note(self._outcomes.failed(Entry(code), trouble, _now()))
        self._summary.stopped_because = reason
        return self._summary

    def _note(self, status: FetchStatus) -> FetchStatus:
        write_status(self._settings, status)
        return status


def _rows(contents: Contents) -> int:
    return sum(entry.row_count or 0 for entry in contents.entries.values())


def _now() -> datetime:
    return datetime.now(UTC)
