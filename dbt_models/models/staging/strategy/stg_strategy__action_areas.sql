with
action_areas as (
    select * from {{ ref('action_areas') }}
),

final as (
    select
        action_area_id,
        cast(action_area_no as integer) as action_area_no,
        short_label as action_area_label,
        building_block_section,
        'App.' || intro_paras_appendix as paragraphs,
        cast(first_output_no as integer) as first_output_no,
        cast(last_output_no as integer) as last_output_no,
        cast(n_outputs as integer) as output_count,
        note
    from action_areas
)

select * from final
