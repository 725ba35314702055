-- title: Findings
-- key: finding_id
-- snapshots: evaluation
-- finding_id | Code | text
-- criterion_code | Criterion | text
-- question_id | Question | text
-- finding | Finding | text
-- evidence_ids | Evidence | text
-- accepted_evidence_count | Items accepted | count | items of evidence of the finding that a review accepted
-- recommendation_count | Recommendations | count | recommendations that rest on the finding
-- snapshot_id | Workbook | text annex
-- place | Place in it | text annex
select
    finding_id,
    criterion_code,
    question_id,
    finding,
    evidence_ids,
    accepted_evidence_count,
    recommendation_count,
    snapshot_id,
    place
from evaluation.findings
order by finding_id
