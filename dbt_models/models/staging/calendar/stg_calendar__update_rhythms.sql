with
update_rhythms as (
    select * from {{ ref('update_rhythms') }}
),

final as (
    select
        source,
        frequency_code,
        cast(rhythm_months as integer) as rhythm_months,
        cast(grace_days as integer) as grace_days,
        reason,
        approval_status
    from update_rhythms
)

select * from final
