with
int_targets__tested as (
    select * from {{ ref('int_targets__tested') }}
),

final as (
    select
        target_id,
        version_no,
        criterion_no,
        criterion,
        outcome,
        detail
    from int_targets__tested
)

select * from final
