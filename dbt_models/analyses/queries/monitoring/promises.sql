select
    commitment_id,
    commitment_label,
    due_date,
    status,
    evidence_count
from monitoring.commitment_status
order by commitment_id
