with
building_blocks as (
    select * from {{ ref('building_blocks') }}
),

final as (
    select
        block_id,
        part,
        section,
        item,
        short_label as block_label,
        link_type,
        linked_ref as linked_reference,
        link_basis,
        note
    from building_blocks
)

select * from final
