select
    output_id,
    phase_id,
    status,
    due_date,
    delay_days
from monitoring.milestone_status
where reading = 'primary'
    and status = 'overdue'
order by due_date, phase_id
