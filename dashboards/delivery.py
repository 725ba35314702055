"""What the phases of the plan add up to.

Owns: the counts that the pages show for a set of phases, and which phases need a look, with the reason in words.
Never: mixes discrete and continuous phases in one figure; decides a status.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

SOON_DAYS = 90


@dataclass(frozen=True)
class Delivery:
    """Counts of phases under one reading; discrete ones first, then continuous ones.

    `cancelled` are discrete ones that would be due by now; they are not among `due`.
    """

    discrete: int
    due: int
    cancelled: int
    on_time: int
    late: int
    overdue: int
    not_reported: int
    to_come: int
    due_soon: int
    last_due: date | None
    continuous: int
    begun: int
    active: int


def is_soon(phases: pd.DataFrame, as_of: date) -> pd.Series:
    """Which phases are not due yet but fall due within 90 days of the as-of date."""
    due = pd.to_datetime(phases["due_date"])
    start, end = pd.Timestamp(as_of), pd.Timestamp(as_of + timedelta(days=SOON_DAYS))
    return (phases["status"] == "not_due") & (due >= start) & (due <= end)


def has_late_start(phases: pd.DataFrame, as_of: date) -> pd.Series:
    """Which continuous phases have not begun although the year in which they were to begin is over."""
    return (phases["status"] == "not_started") & (phases["start_year"] < as_of.year)


def summarise(phases: pd.DataFrame, as_of: date) -> Delivery:
    """Count phases of one reading.

    Args:
        phases: one row per phase with nature, status, start_year, is_due and due_date.
        as_of: the release's as-of date.
    """
    discrete = phases[phases["nature"] == "discrete"]
    continuous = phases[phases["nature"] == "continuous"]
    due = discrete[discrete["is_due"].fillna(value=False).astype(bool) & (discrete["status"] != "cancelled")]
    has_come = pd.to_datetime(discrete["due_date"]) <= pd.Timestamp(as_of)
    dates = pd.to_datetime(discrete.loc[discrete["status"] != "cancelled", "due_date"]).dropna()
    return Delivery(
        discrete=len(discrete),
        due=len(due),
        cancelled=_having(discrete[has_come], "cancelled"),
        on_time=_having(due, "achieved_on_time"),
        late=_having(due, "achieved_late"),
        overdue=_having(due, "overdue"),
        not_reported=_having(due, "not_reported"),
        to_come=_having(discrete, "not_due"),
        due_soon=int(is_soon(discrete, as_of).sum()),
        last_due=dates.max().date() if len(dates) else None,
        continuous=len(continuous),
        begun=int(((continuous["start_year"] <= as_of.year) & (continuous["status"] != "cancelled")).sum()),
        active=_having(continuous, "active"),
    )


def _having(phases: pd.DataFrame, status: str) -> int:
    return int((phases["status"] == status).sum())
