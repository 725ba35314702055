-- Results of a half-year as they were reported: the last word on each, drafts and returned ones left out.
with results as (

    select *
    from monitoring.output_results
    where counts and is_latest

),

final as (

    select
        'S' as freq,
        'STRATEGY' as ref_area,
        results.indicator_id as indicator,
        results.disaggregation as disaggregation,
        'ACTUAL' as value_type,
        results.reporting_period_id as time_period,
        results.value as obs_value,
        'reported' as obs_kind,
        results.unit as unit_measure,
        results.numerator as numerator,
        results.denominator as denominator,
        results.note as comment_obs,
        results.report_state as report_state,
        results.is_sample as is_sample,
        results.snapshot_id as snapshot_id,
        results.place as place
    from results

)

select * from final
