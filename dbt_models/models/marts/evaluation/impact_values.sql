-- The values that each plan speaks of, as they are known now, each with the row of the file that it comes from. Of a
-- plan that the gate refuses, those from its first start on are withheld: their means would be the number it denies.
with
int_impact_values__known as (
    select * from {{ ref('int_impact_values__known') }}
),

int_impact_areas__listed as (
    select * from {{ ref('int_impact_areas__listed') }}
),

refused as (
    select
        design_id,
        design_version_no
    from {{ ref('int_impact_designs__assessed') }}
    where record = 'verdict'
        and verdict = 'refused'
),

starts as (
    select
        design_id,
        design_version_no,
        min(start_year) as first_start_year
    from int_impact_areas__listed
    group by design_id, design_version_no
),

judged as (
    select
        known.*,
        case
            when refused.design_id is not null
                and (starts.first_start_year is null or known.year >= starts.first_start_year)
                then 'design_refused'
        end as withheld_reason
    from int_impact_values__known as known
    left join refused
        on known.design_id = refused.design_id
            and known.design_version_no = refused.design_version_no
    left join starts
        on known.design_id = starts.design_id
            and known.design_version_no = starts.design_version_no
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
        case when withheld_reason is null then value end as value,
        withheld_reason,
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
    from judged
)

select * from final
