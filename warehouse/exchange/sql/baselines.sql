-- Baselines that progress is measured from.
with baselines as (

    select *
    from indicators.baselines
    where is_current

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
        baselines.reference_area_code as ref_area,
        baselines.indicator_id as indicator,
        baselines.disaggregation as disaggregation,
        'BASELINE' as value_type,
        cast(baselines.baseline_year as varchar) as time_period,
        baselines.baseline_value as obs_value,
        baselines.observation_status_code as obs_status_source,
        baselines.value_kind as obs_kind,
        sheets.unit as unit_measure,
        baselines.source_code as source,
        baselines.indicator_version_no as indicator_version,
        baselines.approval_status as approval,
        baselines.baseline_rule as baseline_rule,
        baselines.is_late as is_late,
        baselines.is_pandemic_year as is_pandemic_year,
        baselines.is_sample as is_sample,
        baselines.snapshot_id as snapshot_id,
        baselines.row_number as row_number
    from baselines
    left join sheets
        on baselines.indicator_id = sheets.indicator_id

)

select * from final
