-- The areas of each version of a plan, out of the workbook that registered it, with the year in which each starts.
with
int_impact_designs__versioned as (
    select * from {{ ref('int_impact_designs__versioned') }}
),

int_evaluation_rows__known as (
    select *
    from {{ ref('int_evaluation_rows__known') }}
    where record = 'design_area'
),

final as (
    select
        -- keys
        designs.design_id,
        designs.design_version_no,
        areas.reference_area_code,
        -- part in the plan
        areas.role,
        case when areas.role = 'treated' then coalesce(areas.start_year, designs.start_year) end as start_year,
        -- origin
        areas.snapshot_id,
        areas.row_number,
        designs.is_sample
    from int_impact_designs__versioned as designs
    inner join int_evaluation_rows__known as areas
        on designs.design_id = areas.design_id
            and designs.snapshot_id = areas.snapshot_id
)

select * from final
