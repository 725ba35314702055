with
phasing_cells as (
    select * from {{ ref('phasing_cells') }}
),

final as (
    select
        output_id,
        cast(year as integer) as year,
        cell_as_printed,
        reading as cell_reading,
        segment_id as phase_id
    from phasing_cells
)

select * from final
