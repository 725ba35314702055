-- title: What was last reported on each output, in the words of the reporter
-- key: output_id
-- snapshots: narratives
-- output_id | Code | text
-- reporting_period_id | Half-year | text
-- reporter | Reporter | text
-- submitted_date | Handed in | date
-- narrative | What happened | text
-- obstacles | What hindered | text
-- next_steps | What comes next | text
-- report_state | State | code
-- snapshot_id | Register | text annex
-- place | Place in the register | text annex
with standing as (
    select
        *,
        row_number() over (
            partition by output_id
            order by reporting_period_id desc, version_no desc, report_id desc
        ) as place_from_last
    from monitoring.output_narratives
    where counts and is_latest
)

select
    output_id,
    reporting_period_id,
    reporter,
    submitted_date,
    narrative,
    obstacles,
    next_steps,
    report_state,
    snapshot_id,
    place
from standing
where place_from_last = 1
order by output_id
