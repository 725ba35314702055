with
stg_strategy__commitments as (
    select * from {{ ref('stg_strategy__commitments') }}
),

final as (
    select
        commitment_id,
        commitment_label,
        kind,
        due_year,
        due_precision,
        paragraphs,
        block_id,
        note
    from stg_strategy__commitments
)

select * from final
