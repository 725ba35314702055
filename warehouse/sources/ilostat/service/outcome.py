"""What became of one dataset: from a body to a snapshot, or to a reason, and to its status.

Owns: landing a body that came, and what the status of a dataset says in each case.
Never: asks the service; decides what is due.
"""

from datetime import datetime
from typing import Any

from warehouse.delivery import Delivery
from warehouse.landing import Landed, land_delivery
from warehouse.settings import Settings
from warehouse.sources.ilostat.contents import Entry
from warehouse.sources.ilostat.service.bodies import Answered
from warehouse.sources.ilostat.service.catalogue import Catalogue
from warehouse.sources.ilostat.service.client import Body
from warehouse.sources.ilostat.service.plan import Standing
from warehouse.sources.ilostat.service.state import FetchStatus
from warehouse.sources.ilostat.service.trouble import TroubleError
from warehouse.spelling import iso


class Outcomes:
    """Turns what came into statuses, for one fetch."""

    def __init__(self, settings: Settings, standing: Standing, catalogue: Catalogue) -> None:
        self._settings, self._standing, self._catalogue = settings, standing, catalogue

    def of(self, answered: Answered, now: datetime) -> FetchStatus:
        """Land what came; the status of the dataset afterwards.

        Raises:
            WarehouseError: the disk is full, or something that landed earlier is damaged.
        """
        if answered.body is None:
            trouble = answered.trouble or TroubleError("stopped", "Nothing came.")
            return self.failed(answered.entry, trouble, now, answered.address)
        landed = self._land(answered.entry, answered.body, answered.address, now)
        if landed.outcome == "refused":
            rule = "not_as_asked" if landed.source is None else "refused"
            trouble = TroubleError(rule, _in_one_line(landed.message.replace(f"{self._settings.home}/", "")))
            trouble.attempts = answered.body.attempts
            return self.failed(answered.entry, trouble, now, answered.address)
        return self._taken(answered, landed, now)

    def unchanged(self, entry: Entry, now: datetime) -> FetchStatus:
        """The status of a dataset that ILOSTAT did not change."""
        update = {"outcome": "unchanged", "checked_at": iso(now), "attempts": 0}
        return self._before(entry.dataset_code).model_copy(update=update | _offered(entry) | _NOT_STALE)

    def failed(self, entry: Entry, trouble: TroubleError, now: datetime, address: str | None = None) -> FetchStatus:
        """The status of a dataset that did not come: what stands goes on being served, and is marked."""
        successor = self._catalogue.successor_words(entry.dataset_code) if trouble.rule == "retired" else ""
        reason = " ".join(part for part in (trouble.reason, successor, self._what_stands(entry.dataset_code)) if part)
        update = {"outcome": "failed", "checked_at": iso(now), "address": address, "attempts": trouble.attempts}
        marks = {"is_stale": True, "stale_rule": trouble.rule, "stale_reason": reason}
        return self._before(entry.dataset_code).model_copy(update=update | _offered(entry) | marks)

    def not_listed(self, dataset_code: str, now: datetime) -> FetchStatus:
        """The status of a dataset that the table of contents does not name."""
        trouble = TroubleError("not_listed", "ILOSTAT's table of contents does not list it (any more).")
        successor = self._catalogue.successor_words(dataset_code)
        trouble.reason += f" {successor}" if successor else ""
        trouble.attempts = 0
        return self.failed(Entry(dataset_code), trouble, now)

    def _land(self, entry: Entry, body: Body, address: str, now: datetime) -> Landed:
        delivery = Delivery(
            address,
            dataset_code=entry.dataset_code,
            last_update=entry.last_update,
            row_count=entry.row_count,
            label=entry.indicator_label,
        )
        return land_delivery(self._settings, body.path, delivery, now=now)

    def _taken(self, answered: Answered, landed: Landed, now: datetime) -> FetchStatus:
        entry, body = answered.entry, answered.body
        offered = _offered(entry)
        return FetchStatus(
            dataset_code=entry.dataset_code,
            outcome="new" if landed.outcome == "loaded" else "same_content",
            checked_at=iso(now),
            fetched_at=iso(now),
            accepted_last_update=offered.get("source_last_update"),
            snapshot_id=landed.snapshot_id,
            bytes=body.size if body else None,
            address=answered.address,
            attempts=body.attempts if body else 0,
            **offered,
        )

    def _before(self, dataset_code: str) -> FetchStatus:
        """The status before this fetch; for a dataset that was landed by hand, what its snapshot says."""
        status, origin = self._standing.statuses.get(dataset_code), self._standing.origins.get(dataset_code)
        if status:
            return status
        known = origin and {"snapshot_id": origin.snapshot_id, "accepted_last_update": origin.source_last_update}
        return FetchStatus(dataset_code=dataset_code, outcome="failed", checked_at="", **(known or {}))

    def _what_stands(self, dataset_code: str) -> str:
        origin = self._standing.origins.get(dataset_code)
        if origin is None:
            return "No snapshot of it is here yet."
        return f"The last good snapshot stands (known from {origin.known_from[:10]})."


def _in_one_line(message: str) -> str:
    """A refusal without its first line, which names the file on its way in."""
    lines = [line.strip().removeprefix("- ") for line in message.splitlines()]
    return "What came was refused: " + " ".join(lines[1:] or lines)


_NOT_STALE = {"is_stale": False, "stale_rule": None, "stale_reason": None}


def _offered(entry: Entry) -> dict[str, Any]:
    """What the table of contents says of a dataset; nothing where it does not list it."""
    if entry.last_update is None and entry.row_count is None:
        return {}
    return {
        "source_last_update": iso(entry.last_update) if entry.last_update else None,
        "row_count": entry.row_count,
    }
