"""Reads about time that slips: how forecasts moved, and which outputs a delay reaches.

Owns: forecast slips, the ways along which a slip travels, and what still tracks each output.
Never: follows a link itself; the release holds every way.
"""

from dashboards.queries.reading import Source, among, columns, literal, where


def is_known(source: Source) -> bool:
    """Whether the release tells how a slip travels."""
    return bool(columns(source, "monitoring.slip_paths"))


def forecasts_sql(output_ids: list[str]) -> str:
    """How the expected day of a milestone moved from report to report; an empty list does not filter."""
    filters = [among("forecast_slips.output_id", output_ids)] if output_ids else []
    return f"""select
    forecast_slips.output_id,
    forecast_slips.phase_id,
    phases.phase_label,
    forecast_slips.reporting_period_id,
    forecast_slips.previous_forecast_date,
    forecast_slips.forecast_date,
    forecast_slips.is_actual,
    forecast_slips.slip_days,
    forecast_slips.total_slip_days,
    milestone_reports.reason,
    forecast_slips.report_id,
    forecast_slips.is_sample
from monitoring.forecast_slips as forecast_slips
inner join strategy.phases as phases on phases.phase_id = forecast_slips.phase_id
left join monitoring.milestone_reports as milestone_reports
    on milestone_reports.report_id = forecast_slips.report_id
where {where(filters)}
order by forecast_slips.output_id, forecast_slips.phase_id, forecast_slips.reporting_period_id,
    forecast_slips.forecast_date"""


def paths_sql(reading: str, output_ids: list[str], *, every: bool) -> str:
    """Ways from late outputs to those that draw on them, the shortest first.

    Args:
        reading: primary or alternative.
        output_ids: only ways that begin or end at one of these; an empty list does not filter.
        every: all ways, not the shortest ones alone.
    """
    filters = [f"slip_paths.reading = {literal(reading)}"]
    filters += [] if every else ["slip_paths.is_shortest"]
    if output_ids:
        ends = (among("slip_paths.late_output_id", output_ids), among("slip_paths.output_id", output_ids))
        filters.append(f"({ends[0]} or {ends[1]})")
    return f"""select
    slip_paths.late_output_id,
    late.output_label as late_output_label,
    slip_paths.late_phase_id,
    slip_paths.late_reason,
    slip_paths.delay_days,
    slip_paths.output_id,
    outputs.output_label,
    slip_paths.path,
    slip_paths.length,
    slip_paths.basis,
    slip_paths.basis_path,
    slip_paths.synergy_ids,
    slip_paths.para,
    slip_paths.reading,
    slip_paths.is_sample
from monitoring.slip_paths as slip_paths
inner join strategy.outputs as outputs on outputs.output_id = slip_paths.output_id
inner join strategy.outputs as late on late.output_id = slip_paths.late_output_id
where {where(filters)}
order by slip_paths.delay_days desc, slip_paths.late_output_id, slip_paths.length, slip_paths.output_id,
    slip_paths.path"""


def late_sql(reading: str, output_ids: list[str]) -> str:
    """Outputs with a milestone that is due and not reached, whether or not another output draws on them.

    Args:
        reading: primary or alternative.
        output_ids: only these; an empty list does not filter.
    """
    filters = [f"reading = {literal(reading)}", "status in ('overdue', 'not_reported')"]
    filters += [among("output_id", output_ids)] if output_ids else []
    return f"""select distinct output_id
from monitoring.milestone_status
where {where(filters)}
order by output_id"""


def tracks_sql(reading: str, areas: list[str], output_ids: list[str]) -> str:
    """What tracks each output in the last half-year that has begun; empty lists do not filter."""
    filters = [
        f"output_progress.reading = {literal(reading)}",
        "output_progress.reporting_period_id = (select max(reporting_period_id) from monitoring.output_progress)",
    ]
    filters += [among("output_progress.action_area_id", areas)] if areas else []
    filters += [among("output_progress.output_id", output_ids)] if output_ids else []
    return f"""select
    output_progress.output_id,
    outputs.output_label,
    output_progress.reporting_period_id,
    output_progress.tracks,
    output_progress.tracks_note,
    output_progress.overdue_count,
    output_progress.not_reported_count,
    output_progress.planned_continuous_count,
    output_progress.active_count,
    output_progress.active_phase_periods,
    output_progress.elapsed_phase_periods,
    output_progress.report_state,
    output_progress.evidence_count,
    output_progress.para,
    output_progress.reading,
    output_progress.is_sample
from monitoring.output_progress as output_progress
inner join strategy.outputs as outputs on outputs.output_id = output_progress.output_id
where {where(filters)}
order by outputs.output_no"""
