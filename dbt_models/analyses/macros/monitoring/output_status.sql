with
ranked as (
    select
        progress.*,
        row_number() over (
            partition by progress.output_id
            order by progress.assessed_on desc, progress.reporting_period_id desc
        ) as assessment_no
    from monitoring.output_progress as progress
    where progress.reading = by_reading
        and (on_day is null or progress.assessed_on <= cast(on_day as date))
)

select
    ranked.output_id,
    outputs.output_label,
    ranked.action_area_id,
    ranked.reporting_period_id,
    ranked.assessed_on,
    ranked.due_count,
    ranked.due_on_time_count,
    ranked.achieved_late_count,
    ranked.overdue_count,
    ranked.not_reported_count,
    ranked.cancelled_count,
    ranked.not_due_count,
    ranked.on_time_rate,
    ranked.active_phase_periods,
    ranked.elapsed_phase_periods,
    ranked.activity_rate,
    ranked.report_state,
    ranked.is_reported_in_time,
    ranked.is_sample
from ranked
inner join strategy.outputs as outputs
    on ranked.output_id = outputs.output_id
where ranked.assessment_no = 1
order by ranked.output_id
