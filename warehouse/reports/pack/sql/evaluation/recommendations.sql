-- title: Recommendations, management response and action
-- key: recommendation_id
-- snapshots: evaluation
-- recommendation_id | Code | text
-- recommendation | Recommendation | text
-- finding_ids | Findings | text
-- priority | Priority | text
-- addressed_to | To | text annex
-- response | Response | code
-- action | Action | text | | none stated
-- owner | Owner | text | | no owner named
-- due_date | Due | date | | no date
-- action_state | State | code | | not stated
-- is_overdue | Overdue | flag
-- overdue_days | Days overdue | days | days from the due date of the action to the as-of date | not overdue
-- snapshot_id | Workbook | text annex
-- place | Place in it | text annex
select
    recommendation_id,
    recommendation,
    finding_ids,
    priority,
    addressed_to,
    response,
    action,
    owner,
    due_date,
    action_state,
    is_overdue,
    overdue_days,
    snapshot_id,
    place
from evaluation.recommendations
order by recommendation_id
