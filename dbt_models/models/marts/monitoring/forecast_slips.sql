with
int_forecast_slips__paired as (
    select * from {{ ref('int_forecast_slips__paired') }}
),

final as (
    select
        report_id,
        phase_id,
        output_id,
        previous_report_id,
        reporting_period_id,
        previous_forecast_date,
        forecast_date,
        is_actual,
        slip_days,
        total_slip_days,
        is_sample
    from int_forecast_slips__paired
)

select * from final
