-- Money against the planned range of each action area: below, within or above. Where the strategy says that full cost
-- cannot be estimated, no share is given: it would look like a coverage that nobody knows.
with
stg_strategy__resource_envelopes as (
    select * from {{ ref('stg_strategy__resource_envelopes') }}
),

stg_strategy__action_areas as (
    select * from {{ ref('stg_strategy__action_areas') }}
),

int_money__converted as (
    select * from {{ ref('int_money__converted') }}
),

summed as (
    select
        action_area_id,
        sum(case when money_kind = 'commitment' then amount_usd else 0 end) as committed_usd,
        sum(case when money_kind = 'expenditure' then amount_usd else 0 end) as spent_usd,
        sum(case when money_kind = 'commitment' then 1 else 0 end) as commitment_count,
        sum(case when money_kind = 'expenditure' then 1 else 0 end) as expenditure_count
    from int_money__converted
    where is_standing
    group by action_area_id
),

final as (
    select
        -- plan
        envelopes.action_area_id,
        envelopes.currency_code as currency,
        envelopes.low_amount_usd as low_amount,
        envelopes.high_amount_usd as high_amount,
        envelopes.is_full_cost_estimable as full_cost_estimable,
        -- money
        coalesce(summed.committed_usd, 0) as committed_usd,
        coalesce(summed.spent_usd, 0) as spent_usd,
        cast(coalesce(summed.commitment_count, 0) as integer) as commitment_count,
        cast(coalesce(summed.expenditure_count, 0) as integer) as expenditure_count,
        coalesce(summed.committed_usd, 0) - coalesce(summed.spent_usd, 0) as unspent_usd,
        -- position
        {% for kind, count in [('committed', 'commitment'), ('spent', 'expenditure')] -%}
        case
            when coalesce(summed.{{ count }}_count, 0) = 0 then 'nothing recorded'
            when summed.{{ kind }}_usd < envelopes.low_amount_usd then 'below range'
            when summed.{{ kind }}_usd > envelopes.high_amount_usd then 'above range'
            else 'within range'
        end as {{ kind }}_position,
        {% endfor -%}
        {% for side in ['low', 'high'] -%}
        case
            when envelopes.is_full_cost_estimable and summed.commitment_count > 0
                then summed.committed_usd / envelopes.{{ side }}_amount_usd
        end as share_of_{{ side }},
        {% endfor -%}
        case
            when not envelopes.is_full_cost_estimable
                then 'No share: the strategy says that the full cost of this area cannot be estimated.'
            when coalesce(summed.commitment_count, 0) = 0 then 'No share: no commitment is recorded.'
        end as share_note,
        coalesce(summed.spent_usd > summed.committed_usd, false) as is_overspent,
        areas.paragraphs as para,
        {{ is_sample_run() }} as is_sample
    from stg_strategy__resource_envelopes as envelopes
    inner join stg_strategy__action_areas as areas
        on envelopes.action_area_id = areas.action_area_id
    left join summed
        on envelopes.action_area_id = summed.action_area_id
)

select * from final
