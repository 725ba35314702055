with
stg_strategy__building_blocks as (
    select * from {{ ref('stg_strategy__building_blocks') }}
),

final as (
    select
        block_id,
        part,
        section,
        item,
        block_label,
        link_type,
        linked_reference,
        case when link_type = 'output' then linked_reference end as output_id,
        link_basis,
        note
    from stg_strategy__building_blocks
)

select * from final
