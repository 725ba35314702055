-- How the expected day of a milestone moved from one report to the next. One row per report that counts and names a
-- day, forecast or actual, after an earlier one that named one. Later is positive; versions of one period too. What is
-- reported after a completion moves nothing, unless that completion was corrected: then it was no more than expected.
with
int_milestone_reports__known as (
    select * from {{ ref('int_milestone_reports__known') }}
),

named as (
    select
        *,
        coalesce(actual_date, forecast_date) as expected_date,
        coalesce(max(case when status = 'completed' and is_standing then 1 else 0 end) over (
            partition by phase_id
            order by period_end_date, version_no
            rows between unbounded preceding and 1 preceding
        ), 0) = 1 as is_after_completion
    from int_milestone_reports__known
    where counts
        and status in ('not_started', 'in_progress', 'completed')
        and coalesce(actual_date, forecast_date) is not null
),

paired as (
    select
        *,
        lag(report_id) over (partition by phase_id order by period_end_date, version_no) as previous_report_id,
        lag(expected_date) over (partition by phase_id order by period_end_date, version_no)
            as previous_forecast_date,
        first_value(expected_date) over (partition by phase_id order by period_end_date, version_no)
            as first_forecast_date
    from named
    where not is_after_completion
),

final as (
    select
        report_id,
        phase_id,
        output_id,
        previous_report_id,
        reporting_period_id,
        previous_forecast_date,
        expected_date as forecast_date,
        actual_date is not null as is_actual,
        {{ days_between('previous_forecast_date', 'expected_date') }} as slip_days,
        {{ days_between('first_forecast_date', 'expected_date') }} as total_slip_days,
        is_sample
    from paired
    where previous_report_id is not null
)

select * from final
