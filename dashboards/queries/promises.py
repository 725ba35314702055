"""Reads about promises outside the outputs and events of the governing bodies.

Owns: the state of each promise under one reading of its due date, and the events.
Never: decides when a promise is due or whether it was kept.
"""

from dashboards.queries.reading import Source, columns


def is_known(source: Source) -> bool:
    """Whether the release tells how the promises stand."""
    return bool(columns(source, "monitoring.commitment_status"))


def promises_sql(reading: str) -> str:
    """The promises with their state under one reading, the dated ones first.

    Args:
        reading: primary or alternative; both states and both dates are in the row whichever is chosen.
    """
    chosen, due = ("status_alternative", "coalesce(alternative_due_date, due_date)")
    if reading == "primary":
        chosen, due = "status", "due_date"
    return f"""select
    commitment_id,
    commitment_label,
    kind,
    due_words,
    is_dated,
    {due} as due_date,
    {chosen} as state,
    due_date as primary_due_date,
    alternative_due_date,
    status,
    status_alternative,
    reported_status,
    actual_date,
    forecast_date,
    evidence_count,
    evidence_link,
    reporting_period_id,
    report_id,
    building_block_id,
    para,
    is_sample
from monitoring.commitment_status
order by not is_dated, commitment_id"""


EVENTS_SQL = """select
    event_id,
    body,
    event_label,
    start_date,
    end_date,
    date_precision,
    relevance,
    paragraphs
from strategy.governance_events
order by start_date, event_id"""
