with
observation_statuses as (
    select * from {{ ref('observation_statuses') }}
),

final as (
    select
        observation_status_code,
        observation_status_label
    from observation_statuses
)

select * from final
