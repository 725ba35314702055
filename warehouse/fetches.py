"""What a run knows of fetching: per dataset, how the last look at ILOSTAT ended.

Owns: which statuses count on a date, their columns for dbt, and which part of them decides a release.
Never: fetches; touches the network.
"""

from datetime import UTC, date, datetime
from typing import Any

from warehouse.settings import Settings
from warehouse.sources.ilostat.service.state import FetchStatus, list_statuses

FETCH_COLUMNS = tuple(FetchStatus.model_fields)


def known_fetches(settings: Settings, as_of: date) -> list[FetchStatus]:
    """How the last look at every dataset ended; nothing for a run that looks back.

    Only the last look is kept, not what was known of looks on an earlier day; with a part of it, a past day would come
    out differently each time somebody had fetched since.
    """
    return list_statuses(settings) if as_of >= datetime.now(UTC).date() else []


def what_decides(statuses: list[FetchStatus]) -> list[list[Any]]:
    """The part of the statuses that decides a release: being stale and why, not when somebody looked."""
    return [[one.dataset_code, one.is_stale, one.stale_rule] for one in statuses]


def fetch_rows(statuses: list[FetchStatus]) -> list[dict[str, Any]]:
    """The rows of raw.fetches, one per status, with the columns of FETCH_COLUMNS."""
    return [status.model_dump() | {"attempts": str(status.attempts)} for status in statuses]
