with
int_strategy__summed as (
    select * from {{ ref('int_strategy__summed') }}
),

final as (
    select
        reporting_period_id,
        reading,
        period_end_date,
        assessed_on,
        due_count,
        due_on_time_count,
        achieved_on_time_count,
        achieved_late_count,
        overdue_count,
        not_reported_count,
        cancelled_count,
        not_due_count,
        planned_continuous_count,
        active_count,
        elapsed_phase_periods,
        active_phase_periods,
        on_time_rate,
        activity_rate,
        output_count,
        reported_output_count,
        reported_in_time_count,
        reporting_rate,
        is_sample
    from int_strategy__summed
)

select * from final
