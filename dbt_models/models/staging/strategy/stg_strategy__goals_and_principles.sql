with
goals_principles as (
    select * from {{ ref('goals_principles') }}
),

final as (
    select
        id as goal_or_principle_id,
        kind,
        short_label as goal_or_principle_label,
        'App.' || para_appendix as paragraphs
    from goals_principles
)

select * from final
