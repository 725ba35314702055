-- The growth that a target needs, beside what eight in ten of the other countries have seen: the span from the 10th to
-- the 90th percentile. Fewer than ten countries tell nothing.
with
int_target_growth__needed as (
    select * from {{ ref('int_target_growth__needed') }}
),

int_target_growth__seen as (
    select * from {{ ref('int_target_growth__seen') }}
),

paired as (
    select
        needed.target_id,
        needed.version_no,
        needed.is_rate,
        needed.needed_growth,
        needed.harder_way,
        case when needed.is_rate then seen.rate else seen.change end as seen_growth
    from int_target_growth__needed as needed
    left join int_target_growth__seen as seen
        on needed.indicator_id = seen.indicator_id
            and needed.indicator_version_no = seen.indicator_version_no
            and needed.disaggregation = seen.disaggregation
            and needed.baseline_year = seen.baseline_year
            and needed.reference_area_code <> seen.reference_area_code
            and not {{ is_aggregate_code('needed.reference_area_code') }}
),

measured as (
    select
        target_id,
        version_no,
        is_rate,
        needed_growth,
        harder_way,
        count(seen_growth) as peer_count,
        percentile_cont(0.1) within group (order by seen_growth) as low_growth,
        percentile_cont(0.9) within group (order by seen_growth) as high_growth
    from paired
    group by
        target_id,
        version_no,
        is_rate,
        needed_growth,
        harder_way
),

final as (
    select
        -- keys
        target_id,
        version_no,
        -- growth
        is_rate,
        needed_growth,
        peer_count,
        low_growth,
        high_growth,
        -- verdict
        case
            when peer_count < 10 then 'too_few_peers'
            when needed_growth between low_growth and high_growth then 'within'
            when (needed_growth > high_growth) = (harder_way = 'up') then 'stretch'
            else 'easy'
        end as verdict
    from measured
)

select * from final
