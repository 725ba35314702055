with
aggregation_rules as (
    select * from {{ ref('aggregation_rules') }}
),

final as (
    select
        dataset_code,
        aggregation_rule,
        weight_dataset_code,
        weight_item as weight_item_code,
        cast(natural_limit_low as double) as natural_limit_low,
        cast(natural_limit_high as double) as natural_limit_high,
        note
    from aggregation_rules
)

select * from final
