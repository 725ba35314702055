with
stg_strategy__phase_years as (
    select * from {{ ref('stg_strategy__phase_years') }}
),

final as (
    select
        output_id,
        year,
        cell_as_printed,
        cell_reading,
        phase_id
    from stg_strategy__phase_years
)

select * from final
