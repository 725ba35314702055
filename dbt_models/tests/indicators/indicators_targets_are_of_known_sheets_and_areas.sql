-- A target names an existing version of a sheet; one on ILOSTAT data names a country or area, any other the strategy.
with
targets as (
    select * from {{ ref('indicators__targets') }}
),

sheets as (
    select * from {{ ref('indicators__indicator_versions') }}
),

areas as (
    select * from {{ ref('indicators__reference_areas') }}
),

final as (
    select
        targets.target_id,
        targets.version_no,
        targets.indicator_id,
        targets.indicator_version_no,
        targets.reference_area_code,
        targets.place
    from targets
    left join sheets
        on targets.indicator_id = sheets.indicator_id
            and targets.indicator_version_no = sheets.indicator_version_no
    left join areas
        on targets.reference_area_code = areas.reference_area_code
    where sheets.indicator_id is null
        or (sheets.source = 'ILOSTAT' and areas.reference_area_code is null)
        or (sheets.source <> 'ILOSTAT' and targets.reference_area_code <> 'STRATEGY')
)

select * from final
