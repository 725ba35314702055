-- The versions of a sheet are numbered 1, 2, 3 and become valid in that order.
with
sheets as (
    select * from {{ ref('indicators__indicator_versions') }}
),

counted as (
    select
        indicator_id,
        indicator_version_no,
        row_number() over (partition by indicator_id order by valid_from_date, indicator_version_no) as expected_no
    from sheets
),

final as (
    select *
    from counted
    where indicator_version_no <> expected_no
)

select * from final
