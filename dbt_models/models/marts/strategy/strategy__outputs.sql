with
stg_strategy__outputs as (
    select * from {{ ref('stg_strategy__outputs') }}
),

final as (
    select
        output_id,
        output_no,
        action_area_id,
        output_label,
        result_type,
        summary,
        paragraphs,
        is_demand_driven,
        phase_count,
        first_planned_year,
        last_planned_year
    from stg_strategy__outputs
)

select * from final
