with
reporting_periods as (
    select * from {{ ref('reporting_periods') }}
),

final as (
    select
        period_id as reporting_period_id,
        period_label as reporting_period_label,
        cast(start_date as date) as start_date,
        cast(end_date as date) as end_date,
        cast(due_date as date) as due_date,
        approval_status
    from reporting_periods
)

select * from final
