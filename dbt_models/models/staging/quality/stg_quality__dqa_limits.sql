with
dqa_limits as (
    select * from {{ ref('dqa_limits') }}
),

final as (
    select
        applies_to,
        dqa_dimension,
        measure,
        measure_label,
        cast(good_up_to as double) as good_up_to,
        cast(adequate_up_to as double) as adequate_up_to,
        reason,
        approval_status
    from dqa_limits
)

select * from final
