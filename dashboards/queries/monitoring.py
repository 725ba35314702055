"""Reads about the plan and its delivery.

Owns: outputs, planned phases with their status, and the half-years in which continuous work was reported active.
Never: mixes discrete and continuous phases, or the two readings of the phasing table, in one figure.
"""

import pandas as pd

from dashboards.queries.reading import Source, among, columns, literal, rows, where


def outputs(source: Source) -> pd.DataFrame:
    """The 20 outputs with their action area, in the order of the strategy."""
    return rows(
        source,
        """select
    outputs.output_id,
    outputs.output_label,
    outputs.action_area_id,
    action_areas.action_area_label
from strategy.outputs as outputs
inner join strategy.action_areas as action_areas on action_areas.action_area_id = outputs.action_area_id
order by outputs.output_no""",
    )


def milestones_sql(reading: str, *, areas: list[str], output_ids: list[str], statuses: list[str]) -> str:
    """Planned phases with their status under one reading; empty lists do not filter."""
    filters = [f"milestone_status.reading = {literal(reading)}"]
    filters += [among("milestone_status.action_area_id", areas)] if areas else []
    filters += [among("milestone_status.output_id", output_ids)] if output_ids else []
    filters += [among("milestone_status.status", statuses)] if statuses else []
    return f"""select
    milestone_status.action_area_id,
    milestone_status.output_id,
    outputs.output_label,
    milestone_status.phase_id,
    phases.phase_label,
    milestone_status.nature,
    milestone_status.reading,
    milestone_status.reading_confidence,
    milestone_status.start_year,
    milestone_status.end_year,
    milestone_status.due_date,
    milestone_status.is_due,
    milestone_status.status,
    milestone_status.actual_date,
    milestone_status.forecast_date,
    milestone_status.delay_days,
    milestone_status.reporting_period_id,
    milestone_reports.reason,
    phases.ambiguity_note,
    milestone_status.as_of_date,
    milestone_status.is_sample
from monitoring.milestone_status as milestone_status
inner join strategy.phases as phases on phases.phase_id = milestone_status.phase_id
inner join strategy.outputs as outputs on outputs.output_id = milestone_status.output_id
left join monitoring.milestone_reports as milestone_reports
    on milestone_reports.report_id = milestone_status.report_id
where {where(filters)}
order by outputs.output_no, milestone_status.phase_id"""


def report_count(source: Source) -> int:
    """How many milestone reports the release holds; none where no register was handed in."""
    return int(rows(source, "select count(*) as reports from monitoring.milestone_reports")["reports"].iloc[0])


def activity(source: Source, reading: str) -> pd.DataFrame:
    """Half-years in which continuous work was active: phase_id, reporting_period_id.

    A release from before there were drafts and returns holds reports alone: there, those that say active.
    """
    if columns(source, "monitoring.phase_periods"):
        sql = f"""select
    phase_id,
    reporting_period_id
from monitoring.phase_periods
where status = 'active' and reading = {literal(reading)}
order by phase_id, reporting_period_id"""
    else:
        sql = """select distinct
    milestone_reports.phase_id,
    milestone_reports.reporting_period_id
from monitoring.milestone_reports as milestone_reports
inner join strategy.phases as phases on phases.phase_id = milestone_reports.phase_id
where phases.nature = 'continuous' and milestone_reports.status = 'active'
order by milestone_reports.phase_id, milestone_reports.reporting_period_id"""
    return rows(source, sql)
