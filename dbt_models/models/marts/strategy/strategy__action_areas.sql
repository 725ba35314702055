with
stg_strategy__action_areas as (
    select * from {{ ref('stg_strategy__action_areas') }}
),

final as (
    select
        action_area_id,
        action_area_no,
        action_area_label,
        building_block_section,
        paragraphs,
        first_output_no,
        last_output_no,
        output_count,
        note
    from stg_strategy__action_areas
)

select * from final
