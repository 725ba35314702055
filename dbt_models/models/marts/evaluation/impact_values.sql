-- The values that each plan speaks of, as they are known now, each with the row of the file that it comes from.
with
int_impact_values__known as (
    select * from {{ ref('int_impact_values__known') }}
),

final as (
    select
        -- keys
        design_id,
        cast(design_version_no as integer) as design_version_no,
        reference_area_code,
        year,
        -- part in the plan
        role,
        cast(start_year as integer) as start_year,
        -- value
        indicator_id,
        indicator_version_no,
        disaggregation,
        value,
        value_kind,
        is_break,
        observation_status_code,
        first_known_from,
        -- origin
        dataset_code,
        source_code,
        snapshot_id,
        row_number,
        is_sample
    from int_impact_values__known
)

select * from final
