select
    phase_id,
    reporting_period_id,
    status,
    actual_date,
    forecast_date,
    reporter,
    submitted_date
from monitoring.milestone_reports
where is_latest
order by phase_id, reporting_period_id, report_id
