select
    output_id,
    output_label,
    reporting_period_id,
    due_count,
    due_on_time_count,
    overdue_count,
    report_state
from monitoring.output_status(on_day := '2025-03-01')
