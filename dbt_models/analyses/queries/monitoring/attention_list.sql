select
    rank,
    severity,
    rule,
    subject_label,
    reason,
    owner
from monitoring.attention
order by rank
