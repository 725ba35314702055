with
outputs as (
    select * from {{ ref('outputs') }}
),

final as (
    select
        output_id,
        cast(output_no as integer) as output_no,
        action_area_id,
        short_label as output_label,
        result_type_proposal as result_type,
        own_words_summary as summary,
        'App.' || paras_appendix as paragraphs,
        demand_driven_proposal = 'Y' as is_demand_driven,
        cast(n_segments as integer) as phase_count,
        cast(first_planned_year as integer) as first_planned_year,
        cast(last_planned_year as integer) as last_planned_year
    from outputs
)

select * from final
