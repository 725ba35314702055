-- The days on which the plan is judged: the as-of date, and the end of every half-year that has begun by then.
-- At the end of a period count the reports on periods up to it; at the as-of date all that are known.
with
stg_calendar__reporting_periods as (
    select * from {{ ref('stg_calendar__reporting_periods') }}
),

final as (
    select
        reporting_period_id as day_id,
        reporting_period_id,
        start_date as period_start_date,
        end_date as period_end_date,
        due_date as report_due_date,
        case when end_date < {{ as_of_date() }} then end_date else {{ as_of_date() }} end as assessed_date,
        end_date as last_period_end_date
    from stg_calendar__reporting_periods
    where start_date <= {{ as_of_date() }}
    union all
    select
        'as_of' as day_id,
        cast(null as string) as reporting_period_id,
        cast(null as date) as period_start_date,
        cast(null as date) as period_end_date,
        cast(null as date) as report_due_date,
        {{ as_of_date() }} as assessed_date,
        cast('9999-12-31' as date) as last_period_end_date
)

select * from final
