with
area_groups as (
    select * from {{ ref('area_groups') }}
),

final as (
    select
        reference_area_code,
        region_code,
        region_label,
        subregion_code,
        subregion_label
    from area_groups
)

select * from final
