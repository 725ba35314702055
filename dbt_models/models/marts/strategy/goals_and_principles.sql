with
stg_strategy__goals_and_principles as (
    select * from {{ ref('stg_strategy__goals_and_principles') }}
),

final as (
    select
        goal_or_principle_id,
        kind,
        goal_or_principle_label,
        paragraphs
    from stg_strategy__goals_and_principles
)

select * from final
