-- title: Gaps in the evidence
-- snapshots: evaluation
-- question_id | Question | text
-- criterion_code | Criterion | text
-- gap_code | Gap | code annex
-- gap_label | Gap | text
-- output_id | Output | text | | no output
-- indicator_id | Indicator | text | | no indicator
select
    question_id,
    criterion_code,
    gap_code,
    gap_label,
    output_id,
    indicator_id
from evaluation.evidence_gaps
order by question_id, gap_code, output_id, indicator_id
