with
int_money__positioned as (
    select * from {{ ref('int_money__positioned') }}
),

final as (
    select
        action_area_id,
        currency,
        low_amount,
        high_amount,
        full_cost_estimable,
        committed_usd,
        spent_usd,
        commitment_count,
        expenditure_count,
        unspent_usd,
        committed_position,
        spent_position,
        share_of_low,
        share_of_high,
        share_note,
        is_overspent,
        para,
        is_sample
    from int_money__positioned
)

select * from final
