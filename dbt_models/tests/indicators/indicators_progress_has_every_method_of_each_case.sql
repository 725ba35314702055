-- Each indicator, area, group and year has one row of each of the five methods.
with
final as (
    select
        indicator_id,
        indicator_version_no,
        reference_area_code,
        disaggregation,
        year,
        count(*) as row_count
    from {{ ref('progress') }}
    group by indicator_id, indicator_version_no, reference_area_code, disaggregation, year
    having count(*) <> 5
)

select * from final
