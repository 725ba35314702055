select
    action_area_id,
    low_amount,
    high_amount,
    committed_usd,
    spent_usd,
    committed_position,
    share_of_low,
    share_of_high,
    share_note
from monitoring.resource_absorption
order by action_area_id
