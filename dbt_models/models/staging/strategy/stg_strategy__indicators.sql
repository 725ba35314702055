with
proposed_indicators as (
    select * from {{ ref('proposed_indicators') }}
),

final as (
    select
        indicator_id,
        level,
        scope_id as scope,
        label as indicator_label,
        unit,
        measure_type,
        direction,
        cumulation,
        target_type_proposal as target_type,
        baseline_rule,
        source,
        source_dataset_id as indicator_code,
        disaggregation,
        caution
    from proposed_indicators
)

select * from final
