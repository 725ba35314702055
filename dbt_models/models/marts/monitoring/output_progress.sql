with
int_output_progress__assembled as (
    select * from {{ ref('int_output_progress__assembled') }}
),

final as (
    select
        output_id,
        action_area_id,
        reporting_period_id,
        reading,
        period_end_date,
        assessed_on,
        due_count,
        achieved_on_time_count,
        achieved_late_count,
        overdue_count,
        not_reported_count,
        cancelled_count,
        not_due_count,
        due_on_time_count,
        on_time_rate,
        planned_continuous_count,
        active_count,
        elapsed_phase_periods,
        active_phase_periods,
        activity_rate,
        report_state,
        is_reported,
        is_reported_in_time,
        narrative_count,
        evidence_count,
        tracks,
        tracks_note,
        para,
        is_sample
    from int_output_progress__assembled
)

select * from final
