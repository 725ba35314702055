-- title: What needs attention, most urgent first
-- snapshots: everything
-- rank | No. | count | place on the list of what needs attention
-- severity | Severity | text
-- rule | Rule | code
-- subject_id | About | text
-- subject_label | Its name | text
-- reason | Why | text
-- due_date | Due | date | | no date
-- days | Days late | days | days late; negative for days ahead | no day
-- owner | Who reported last | text annex
select
    rank,
    severity,
    rule,
    subject_id,
    subject_label,
    reason,
    due_date,
    days,
    owner
from monitoring.attention
order by rank
