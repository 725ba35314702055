with
stg_strategy__synergies as (
    select * from {{ ref('stg_strategy__synergies') }}
),

final as (
    select
        synergy_id,
        output_id,
        related_output_id,
        flow,
        basis,
        paragraphs,
        note
    from stg_strategy__synergies
)

select * from final
