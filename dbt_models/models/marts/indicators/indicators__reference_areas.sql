-- Every area of the code list, of a landed dictionary or of the observations, so that no observation stands outside.
with
stg_code_lists__reference_areas as (
    select * from {{ ref('stg_code_lists__reference_areas') }}
),

stg_strategy__area_groups as (
    select * from {{ ref('stg_strategy__area_groups') }}
),

int_code_labels__by_code as (
    select * from {{ ref('int_code_labels__by_code') }}
),

observation_vintages as (
    select * from {{ ref('observation_vintages') }}
),

codes as (
    select reference_area_code
    from stg_code_lists__reference_areas
    union
    select code as reference_area_code
    from int_code_labels__by_code
    where variable = 'ref_area'
    union
    select reference_area_code
    from observation_vintages
),

final as (
    select
        codes.reference_area_code,
        coalesce(labels.label, codes.reference_area_code) as reference_area_label,
        case
            when areas.area_type is not null then areas.area_type
            when {{ is_aggregate_code('codes.reference_area_code') }} then 'aggregate'
            else 'unknown'
        end as area_type,
        areas.iso_alpha2_code,
        area_groups.region_code,
        area_groups.region_label,
        area_groups.subregion_code,
        area_groups.subregion_label
    from codes
    left join stg_code_lists__reference_areas as areas
        on codes.reference_area_code = areas.reference_area_code
    left join int_code_labels__by_code as labels
        on labels.variable = 'ref_area'
            and codes.reference_area_code = labels.code
    left join stg_strategy__area_groups as area_groups
        on codes.reference_area_code = area_groups.reference_area_code
)

select * from final
