with
resources as (
    select * from {{ ref('resources') }}
),

final as (
    select
        action_area_id,
        currency as currency_code,
        cast(low_amount as double) as low_amount_usd,
        cast(high_amount as double) as high_amount_usd,
        cast(period_start_year as integer) as start_year,
        cast(period_end_year as integer) as end_year,
        full_cost_estimable_at_adoption = 'Y' as is_full_cost_estimable,
        mostly_staff_time = 'Y' as is_mostly_staff_time,
        note
    from resources
)

select * from final
