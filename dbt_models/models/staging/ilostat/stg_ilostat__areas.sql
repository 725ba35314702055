with
ilostat_areas as (
    select * from {{ source('raw', 'ilostat_areas') }}
),

final as (
    select
        -- keys
        snapshot_id,
        reference_area_code,
        frequency_code,
        -- groups, as the file gives them
        income_group_code as given_income_group_code,
        income_group_label,
        region_code as given_region_code,
        region_label,
        subregion_broad_code as given_subregion_broad_code,
        subregion_broad_label,
        subregion_detailed_code as given_subregion_detailed_code,
        subregion_detailed_label,
        -- what ILOSTAT has
        cast(data_start as integer) as data_start_year,
        cast(data_end as integer) as data_end_year,
        cast(row_count as bigint) as row_count,
        cast(indicator_count as integer) as indicator_count,
        language
    from ilostat_areas
)

select * from final
