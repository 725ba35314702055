with
reference_areas as (
    select * from {{ ref('reference_areas') }}
),

final as (
    select
        reference_area_code,
        reference_area_label,
        area_type,
        iso_alpha2_code
    from reference_areas
)

select * from final
