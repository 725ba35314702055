with
stg_strategy__resource_envelopes as (
    select * from {{ ref('stg_strategy__resource_envelopes') }}
),

final as (
    select
        action_area_id,
        currency_code,
        low_amount_usd,
        high_amount_usd,
        start_year,
        end_year,
        is_full_cost_estimable,
        is_mostly_staff_time,
        note
    from stg_strategy__resource_envelopes
)

select * from final
