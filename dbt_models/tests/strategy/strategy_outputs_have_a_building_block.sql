-- Every output answers at least one item of the building blocks.
with
outputs as (
    select * from {{ ref('strategy__outputs') }}
),

building_blocks as (
    select * from {{ ref('strategy__building_blocks') }}
),

final as (
    select outputs.output_id
    from outputs
    left join building_blocks
        on outputs.output_id = building_blocks.output_id
    where building_blocks.output_id is null
)

select * from final
