with
datasets as (
    select * from {{ ref('datasets') }}
),

final as (
    select
        -- keys
        dataset_code,
        indicator_code,
        frequency_code,
        -- what it measures
        dataset_label,
        unit,
        direction,
        disaggregations,
        subject,
        statistical_standard,
        -- why it is here
        reason,
        is_followed = 'true' as is_followed,
        seen_in
    from datasets
)

select * from final
