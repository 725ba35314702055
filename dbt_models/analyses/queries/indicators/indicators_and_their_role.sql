select
    indicator_id,
    indicator_label,
    level,
    role,
    specificity,
    approval_status
from indicators.indicators
order by indicator_id
