-- Every indicator stands in the tracking table, and so does every target that holds for its current sheet.
with
tracking_table as (
    select * from {{ ref('tracking_table') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

targets as (
    select targets.*
    from {{ ref('indicators__targets') }} as targets
    inner join indicators
        on targets.indicator_id = indicators.indicator_id
            and targets.indicator_version_no = indicators.indicator_version_no
    where targets.is_current
),

final as (
    select
        indicators.indicator_id,
        cast(null as string) as target_id
    from indicators
    left join tracking_table
        on indicators.indicator_id = tracking_table.indicator_id
    where tracking_table.indicator_id is null
    union all
    select
        targets.indicator_id,
        targets.target_id
    from targets
    left join tracking_table
        on targets.target_id = tracking_table.target_id
    where tracking_table.target_id is null
)

select * from final
