-- Points on the way to the targets that hold.
with targets as (

    select *
    from indicators.targets
    where is_current and not is_draft

),

points as (

    select *
    from indicators.target_points

),

sheets as (

    select
        indicator_id,
        unit
    from indicators.indicators

),

final as (

    select
        'A' as freq,
        targets.reference_area_code as ref_area,
        targets.indicator_id as indicator,
        targets.disaggregation as disaggregation,
        'INTERIM_TARGET' as value_type,
        cast(points.year as varchar) as time_period,
        points.value as obs_value,
        sheets.unit as unit_measure,
        targets.indicator_version_no as indicator_version,
        targets.status as approval,
        targets.target_id as target_id,
        targets.version_no as target_version,
        targets.target_type as target_type,
        targets.is_sample as is_sample,
        targets.snapshot_id as snapshot_id,
        targets.place as place
    from points
    inner join targets
        on points.target_id = targets.target_id
            and points.version_no = targets.version_no
    left join sheets
        on targets.indicator_id = sheets.indicator_id

)

select * from final
