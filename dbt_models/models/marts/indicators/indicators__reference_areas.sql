-- Every area of the code list, of a landed dictionary or table of contents, or of the observations, so that none stands
-- outside.
with
stg_code_lists__reference_areas as (
    select * from {{ ref('stg_code_lists__reference_areas') }}
),

int_area_groups__current as (
    select * from {{ ref('int_area_groups__current') }}
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
    from int_area_groups__current
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
        regions.group_code as region_code,
        regions.group_label as region_label,
        subregions.group_code as subregion_code,
        subregions.group_label as subregion_label
    from codes
    left join stg_code_lists__reference_areas as areas
        on codes.reference_area_code = areas.reference_area_code
    left join int_code_labels__by_code as labels
        on labels.variable = 'ref_area'
            and codes.reference_area_code = labels.code
    left join int_area_groups__current as regions
        on codes.reference_area_code = regions.reference_area_code
            and regions.group_kind = 'region'
    left join int_area_groups__current as subregions
        on codes.reference_area_code = subregions.reference_area_code
            and subregions.group_kind = 'subregion'
)

select * from final
