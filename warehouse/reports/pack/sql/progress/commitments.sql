-- title: Promises outside the outputs
-- key: commitment_id
-- snapshots: promises
-- commitment_id | Code | text
-- commitment_label | Promise | text
-- due_words | When due | text
-- due_date | Last day in time | date | | no date
-- status | Status | code
-- status_alternative | Status in the alternative reading of year 3 | code
-- actual_date | Kept on | date | | not kept
-- forecast_date | Expected | date | | no date given
-- evidence_count | Evidence | count | items of evidence that stand for the promise
-- para | Paragraphs | text annex
-- report_id | Report | text annex | | no report
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
    report_id
from monitoring.commitment_status
order by commitment_id
