-- Actual values of a year, of every indicator of the framework, as the tracking table shows them.
with tracking as (

    select *
    from indicators.tracking_table
    where year is not null

),

ratings as (

    select
        indicator_id,
        reference_area_code,
        disaggregation,
        year,
        observation_status_code,
        source_code
    from indicators.progress
    where method = 'linear'

),

final as (

    select
        'A' as freq,
        tracking.reference_area_code as ref_area,
        tracking.indicator_id as indicator,
        tracking.disaggregation as disaggregation,
        'ACTUAL' as value_type,
        cast(tracking.year as varchar) as time_period,
        tracking.value as obs_value,
        ratings.observation_status_code as obs_status_source,
        tracking.value_kind as obs_kind,
        tracking.unit as unit_measure,
        ratings.source_code as source,
        tracking.indicator_version_no as indicator_version,
        tracking.is_partial as is_partial,
        tracking.has_break_since_baseline as has_break_since_baseline,
        tracking.is_sample as is_sample,
        tracking.snapshot_id as snapshot_id,
        tracking.row_number as row_number
    from tracking
    left join ratings
        on tracking.indicator_id = ratings.indicator_id
            and tracking.reference_area_code = ratings.reference_area_code
            and tracking.disaggregation = ratings.disaggregation
            and tracking.year = ratings.year

)

select * from final
