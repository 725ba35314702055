-- title: Promises outside the outputs
-- key: commitment_id
-- snapshots: promises
-- commitment_id | Code | text
-- commitment_label | Promise | text
-- due_words | When due | text
-- due_date | Last day in time | date | | no date
-- status | Status | code
-- status_alternative | Status in the alternative reading of year 3 | code
-- actual_date | Kept on | date | | = kept_words
-- forecast_date | Expected | date | | = expected_words
-- evidence_count | Evidence | count | items of evidence that stand for the promise
-- para | Paragraphs | text annex
-- report_id | Report | text annex | | no report
-- kept_words | Why it has no day | text annex | | kept
-- expected_words | Why no day is expected | text annex | | expected
select
    commitment_id,
    commitment_label,
    due_words,
    due_date,
    status,
    status_alternative,
    actual_date,
    forecast_date,
    evidence_count,
    para,
    report_id,
    case
        when actual_date is not null then null
        when status in ('kept', 'kept_on_time', 'kept_late') then 'no day given'
        when status in ('overdue', 'not_reported') then 'not kept'
        when status = 'cancelled' then 'cancelled'
        else 'not yet'
    end as kept_words,
    case
        when forecast_date is not null then null
        when status in ('kept', 'kept_on_time', 'kept_late') then 'kept'
        when status = 'cancelled' then 'cancelled'
        else 'no date given'
    end as expected_words
from monitoring.commitment_status
order by commitment_id
