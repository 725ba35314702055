with
commitments as (
    select * from {{ ref('commitments') }}
),

final as (
    select
        commitment_id,
        short_label as commitment_label,
        kind,
        cast(due_year as integer) as due_year,
        due_precision,
        para as paragraphs,
        linked_building_block as block_id,
        note
    from commitments
)

select * from final
