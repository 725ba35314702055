select
    recommendation_id,
    recommendation,
    priority,
    addressed_to,
    action_state,
    due_date,
    is_overdue
from evaluation.recommendations
where coalesce(action_state, 'open') <> 'done'
order by recommendation_id
