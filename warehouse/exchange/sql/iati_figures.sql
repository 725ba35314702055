-- Every figure that the IATI file must hold, straight from the published tables: what the file is compared with.
with actuals as (

    select
        'ACTUAL' as kind,
        indicator_id,
        coalesce(reference_area_code, 'STRATEGY') as reference_area_code,
        disaggregation,
        year,
        value
    from indicators.tracking_table
    where value is not null

),

baselines as (

    select
        'BASELINE' as kind,
        indicator_id,
        reference_area_code,
        disaggregation,
        baseline_year as year,
        baseline_value as value
    from indicators.baselines
    where is_current

),

numbers as (

    select
        target_id,
        target_version_no,
        min(target_value) as target_value
    from indicators.progress
    where target_id is not null
    group by target_id, target_version_no

),

targets as (

    select
        'TARGET' as kind,
        targets.indicator_id,
        targets.reference_area_code,
        targets.disaggregation,
        targets.target_year as year,
        coalesce(numbers.target_value, targets.target_value) as value
    from indicators.targets as targets
    left join numbers
        on targets.target_id = numbers.target_id
            and targets.version_no = numbers.target_version_no
    where targets.is_current and targets.target_year is not null

),

points as (

    select
        'TARGET' as kind,
        targets.indicator_id,
        targets.reference_area_code,
        targets.disaggregation,
        points.year,
        points.value
    from indicators.target_points as points
    inner join indicators.targets as targets
        on points.target_id = targets.target_id
            and points.version_no = targets.version_no
    where targets.is_current

),

final as (

    select * from actuals
    union all
    select * from baselines
    union all
    select * from targets
    union all
    select * from points

)

select * from final
