-- 8.8.2 runs from 0 (best) to 10 (worst), so down is better, in the catalogue and among the indicators that we propose.
with
catalogue as (
    select * from {{ ref('catalogue') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

final as (
    select
        dataset_code,
        direction
    from catalogue
    where indicator_code like 'SDG_0882%'
        and direction <> 'down'
    union all
    select
        dataset_code,
        direction
    from indicators
    where indicator_code like 'SDG_0882%'
        and direction <> 'down'
)

select * from final
