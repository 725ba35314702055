with
int_target_points__known as (
    select * from {{ ref('int_target_points__known') }}
),

final as (
    select
        target_id,
        version_no,
        year,
        value
    from int_target_points__known
)

select * from final
