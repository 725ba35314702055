-- Targets that hold and name a year. The value is the number that the tracking table measures against.
with targets as (

    select *
    from indicators.targets
    where is_current and not is_draft and target_year is not null

),

numbers as (

    select
        target_id,
        target_version_no,
        max(target_value) as target_value
    from indicators.tracking_table
    where target_id is not null
    group by target_id, target_version_no

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
        'TARGET' as value_type,
        cast(targets.target_year as varchar) as time_period,
        coalesce(numbers.target_value, targets.target_value) as obs_value,
        sheets.unit as unit_measure,
        targets.indicator_version_no as indicator_version,
        targets.status as approval,
        targets.target_id as target_id,
        targets.version_no as target_version,
        targets.target_type as target_type,
        targets.change_pct as change_pct,
        targets.band_low as band_low,
        targets.band_high as band_high,
        targets.is_sample as is_sample,
        targets.snapshot_id as snapshot_id,
        targets.place as place
    from targets
    left join numbers
        on targets.target_id = numbers.target_id
            and targets.version_no = numbers.target_version_no
    left join sheets
        on targets.indicator_id = sheets.indicator_id

)

select * from final
