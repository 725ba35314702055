with
stg_strategy__indicators as (
    select * from {{ ref('stg_strategy__indicators') }}
),

final as (
    select
        -- what
        indicator_id,
        indicator_label,
        level,
        scope,
        -- how it is measured
        unit,
        measure_type,
        direction,
        cumulation,
        target_type,
        baseline_rule,
        -- where it comes from
        source,
        indicator_code,
        indicator_code || '_A' as dataset_code,
        disaggregation,
        caution,
        'proposed' as approval_status
    from stg_strategy__indicators
)

select * from final
