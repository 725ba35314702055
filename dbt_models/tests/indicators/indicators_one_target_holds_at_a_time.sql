-- At most one target is current for an indicator version, area and group.
with
targets as (
    select * from {{ ref('indicators__targets') }}
),

final as (
    select
        indicator_id,
        indicator_version_no,
        reference_area_code,
        disaggregation,
        count(*) as current_count
    from targets
    where is_current
    group by
        indicator_id,
        indicator_version_no,
        reference_area_code,
        disaggregation
    having count(*) > 1
)

select * from final
