"""Reads about one output: what was planned, reported, measured, evidenced and changed.

Owns: the queries of an output's page.
Never: reads more than one output; shows a version that no longer counts, but in the list of changes.
"""

from dashboards.queries.reading import Source, columns, literal


def is_known(source: Source) -> bool:
    """Whether the release tells of outputs one by one."""
    return bool(columns(source, "monitoring.output_progress"))


def facts_sql(output: str) -> str:
    """The output, its action area and the money planned for that area; one row."""
    return f"""select
    outputs.output_id,
    outputs.output_label,
    outputs.summary,
    outputs.paragraphs,
    outputs.is_demand_driven,
    outputs.action_area_id,
    action_areas.action_area_label,
    money.low_amount,
    money.high_amount,
    money.committed_usd,
    money.committed_position,
    money.commitment_count
from strategy.outputs as outputs
inner join strategy.action_areas as action_areas on action_areas.action_area_id = outputs.action_area_id
left join monitoring.resource_absorption as money on money.action_area_id = outputs.action_area_id
where outputs.output_id = {literal(output)}"""


def progress_sql(output: str, reading: str) -> str:
    """Half-year by half-year: milestones due and on time, activity, report and evidence, newest first."""
    return f"""select
    reporting_period_id,
    assessed_on,
    due_count,
    due_on_time_count,
    achieved_late_count,
    overdue_count,
    not_reported_count,
    active_count,
    planned_continuous_count,
    active_phase_periods,
    elapsed_phase_periods,
    report_state,
    is_reported_in_time,
    narrative_count,
    evidence_count,
    tracks_note,
    reading,
    is_sample
from monitoring.output_progress
where output_id = {literal(output)} and reading = {literal(reading)}
order by reporting_period_id desc"""


def narratives_sql(output: str) -> str:
    """What units told, newest half-year first."""
    return f"""select
    reporting_period_id,
    narrative,
    obstacles,
    next_steps,
    report_state,
    reporter,
    submitted_date,
    version_no,
    is_sample
from monitoring.output_narratives
where output_id = {literal(output)} and is_latest
order by reporting_period_id desc"""


def results_sql(output: str) -> str:
    """Values of the output's indicators."""
    return f"""select
    indicator_id,
    indicator_label,
    unit,
    reporting_period_id,
    disaggregation,
    numerator,
    denominator,
    value,
    note,
    report_state,
    reporter,
    submitted_date,
    is_sample
from monitoring.output_results
where output_id = {literal(output)} and is_latest
order by indicator_id, reporting_period_id desc, disaggregation"""


def evidence_sql(output: str) -> str:
    """Items of evidence with their review, newest first."""
    return f"""select
    evidence_id,
    title,
    evidence_kind,
    evidence_date,
    reporting_period_id,
    phase_id,
    indicator_id,
    review,
    reviewed_by,
    reviewed_on,
    note,
    link,
    file_name,
    evidence_sha256,
    reporter,
    is_sample
from monitoring.evidence_items
where output_id = {literal(output)} and is_latest
order by evidence_date desc, evidence_id"""


def changes_sql(output: str) -> str:
    """Who changed what, when and why, newest first."""
    return f"""select
    changed_at,
    record,
    subject_id,
    reporting_period_id,
    field,
    old_value,
    new_value,
    who,
    why_code,
    why_note,
    counts,
    received_at,
    snapshot_id,
    place,
    is_sample
from monitoring.change_log
where output_id = {literal(output)}
order by changed_at desc, subject_id, field"""


def links_sql(output: str) -> str:
    """The links of the output with others, whichever of the two names the other."""
    return f"""select
    synergies.synergy_id,
    synergies.output_id,
    outputs.output_label,
    synergies.related_output_id,
    related.output_label as related_output_label,
    synergies.flow,
    synergies.basis,
    synergies.paragraphs
from strategy.synergies as synergies
inner join strategy.outputs as outputs on outputs.output_id = synergies.output_id
inner join strategy.outputs as related on related.output_id = synergies.related_output_id
where synergies.output_id = {literal(output)} or synergies.related_output_id = {literal(output)}
order by synergies.synergy_id"""


def blocks_sql(output: str) -> str:
    """The building blocks that lead to the output."""
    return f"""select
    block_id,
    part,
    section,
    block_label,
    link_basis,
    para
from monitoring.mandate_trace
where output_id = {literal(output)}
order by block_id"""
