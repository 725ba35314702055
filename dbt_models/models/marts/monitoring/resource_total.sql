-- All areas together. The strategy prints no total; the sum is ours, and there is no share of it, because the full cost
-- of some areas cannot be estimated.
with
resource_absorption as (
    select * from {{ ref('resource_absorption') }}
),

summed as (
    select
        sum(low_amount) as low_amount,
        sum(high_amount) as high_amount,
        sum(committed_usd) as committed_usd,
        sum(spent_usd) as spent_usd,
        cast(sum(commitment_count) as integer) as commitment_count,
        cast(sum(expenditure_count) as integer) as expenditure_count
    from resource_absorption
),

final as (
    select
        'USD' as currency,
        *,
        case
            when commitment_count = 0 then 'nothing recorded'
            when committed_usd < low_amount then 'below range'
            when committed_usd > high_amount then 'above range'
            else 'within range'
        end as committed_position,
        true as is_own_sum,
        'The strategy prints a range per action area and no total; this sum is ours.' as note,
        {{ is_sample_run() }} as is_sample
    from summed
)

select * from final
