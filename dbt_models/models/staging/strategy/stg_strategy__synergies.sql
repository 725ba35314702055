with
synergies as (
    select * from {{ ref('synergies') }}
),

final as (
    select
        synergy_id,
        output_id,
        related_output_id,
        flow,
        basis,
        'App.' || para_appendix as paragraphs,
        note
    from synergies
)

select * from final
