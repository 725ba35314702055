select
    phase_id,
    reading,
    status,
    reporter,
    submitted_date,
    file_name,
    place
from monitoring.report_trace('O01-S1')
