select
    event_id,
    body,
    event_label,
    start_date,
    end_date,
    date_precision
from strategy.governance_events
order by start_date, event_id
