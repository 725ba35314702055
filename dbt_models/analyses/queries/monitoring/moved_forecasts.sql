select
    phase_id,
    reporting_period_id,
    previous_forecast_date,
    forecast_date,
    slip_days,
    total_slip_days
from monitoring.forecast_slips
where abs(slip_days) > 183
order by abs(slip_days) desc, report_id asc
