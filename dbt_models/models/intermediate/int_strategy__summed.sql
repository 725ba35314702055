-- The counts of all outputs, added up; rates come from the sums and are never averages of rates.
with
int_output_progress__assembled as (
    select * from {{ ref('int_output_progress__assembled') }}
),

summed as (
    select
        reporting_period_id,
        reading,
        period_end_date,
        assessed_on,
        cast(sum(due_count) as integer) as due_count,
        cast(sum(due_on_time_count) as integer) as due_on_time_count,
        cast(sum(achieved_on_time_count) as integer) as achieved_on_time_count,
        cast(sum(achieved_late_count) as integer) as achieved_late_count,
        cast(sum(overdue_count) as integer) as overdue_count,
        cast(sum(not_reported_count) as integer) as not_reported_count,
        cast(sum(cancelled_count) as integer) as cancelled_count,
        cast(sum(not_due_count) as integer) as not_due_count,
        cast(sum(planned_continuous_count) as integer) as planned_continuous_count,
        cast(sum(active_count) as integer) as active_count,
        cast(sum(elapsed_phase_periods) as integer) as elapsed_phase_periods,
        cast(sum(active_phase_periods) as integer) as active_phase_periods,
        cast(count(*) as integer) as output_count,
        cast(sum(case when is_reported then 1 else 0 end) as integer) as reported_output_count,
        cast(sum(case when is_reported_in_time then 1 else 0 end) as integer) as reported_in_time_count
    from int_output_progress__assembled
    group by reporting_period_id, reading, period_end_date, assessed_on
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
        case when due_count > 0 then cast(due_on_time_count as double) / due_count end as on_time_rate,
        case when elapsed_phase_periods > 0 then cast(active_phase_periods as double) / elapsed_phase_periods end
            as activity_rate,
        output_count,
        reported_output_count,
        reported_in_time_count,
        cast(reported_output_count as double) / nullif(output_count, 0) as reporting_rate,
        {{ is_sample_run() }} as is_sample
    from summed
)

select * from final
