"""Reads of the attention list, of progress, and of figures that read otherwise than in an earlier release.

Owns: the ranked list, the sums of the strategy and of action areas, and restatements.
Never: ranks or sums itself.
"""

from dashboards.queries.reading import Source, columns, literal, where


def is_known(source: Source) -> bool:
    """Whether the release holds the ranked list."""
    return bool(columns(source, "monitoring.attention"))


def attention_sql(reading: str, output: str = "") -> str:
    """What needs attention, most urgent first; of one output where it is named.

    Args:
        reading: rows of the alternative reading alone are left out under the primary one.
        output: an output's id.
    """
    filters = [f"attention.output_id = {literal(output)}"] if output else []
    filters += [] if reading == "alternative" else ["coalesce(attention.reading, 'primary') = 'primary'"]
    return f"""select
    attention.rank,
    attention.rule_id,
    attention.rule,
    attention.severity,
    attention.subject_kind,
    attention.subject_id,
    attention.subject_label,
    attention.output_id,
    attention.action_area_id,
    attention.reading,
    attention.reason,
    attention.owner,
    attention.due_date,
    attention.days,
    attention.page,
    attention.para,
    attention.is_sample
from monitoring.attention as attention
where {where(filters)}
order by attention.rank"""


def areas_sql(reading: str) -> str:
    """The seven action areas and the strategy as a whole in the last half-year that has begun."""
    counts = """due_count,
    due_on_time_count,
    achieved_late_count,
    overdue_count,
    not_reported_count,
    on_time_rate,
    active_phase_periods,
    elapsed_phase_periods,
    activity_rate,
    output_count,
    reported_output_count,
    reporting_rate,
    is_sample"""
    return f"""select
    areas.action_area_id,
    labels.action_area_label,
    areas.reporting_period_id,
    areas.reading,
    areas.{counts.replace(chr(10) + "    ", chr(10) + "    areas.")}
from monitoring.action_area_progress as areas
inner join strategy.action_areas as labels on labels.action_area_id = areas.action_area_id
where areas.reading = {literal(reading)}
    and areas.reporting_period_id = (select max(reporting_period_id) from monitoring.action_area_progress)
union all
select
    'All',
    'The strategy as a whole',
    whole.reporting_period_id,
    whole.reading,
    whole.{counts.replace(chr(10) + "    ", chr(10) + "    whole.")}
from monitoring.strategy_progress as whole
where whole.reading = {literal(reading)}
    and whole.reporting_period_id = (select max(reporting_period_id) from monitoring.strategy_progress)
order by 1"""


def restated_sql() -> str:
    """Figures of earlier releases that read otherwise now for another cause than time or a first report."""
    return """select
    restated.release_id,
    restated.release_as_of_date,
    restated.table_name,
    restated.measure,
    restated.subject_id,
    restated.reporting_period_id,
    restated.reading,
    restated.old_value,
    restated.new_value,
    restated.cause,
    restated.cause_detail,
    restated.is_sample
from monitoring.restated as restated
where restated.is_restatement
order by restated.release_as_of_date desc, restated.release_id desc, restated.table_name, restated.subject_id"""
