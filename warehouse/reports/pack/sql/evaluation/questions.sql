-- title: Questions and the strength of their evidence
-- key: question_id
-- snapshots: evaluation
-- question_id | Code | text
-- criterion_code | Criterion | text
-- question | Question | text
-- sub_question | In detail | text annex | | none
-- evidence_grade | Strength of evidence | text
-- passed_count | Tests passed, of five | count | tests of the evidence passed, of five
-- direction | Accepted items speak | text
-- has_contradiction | They contradict each other | flag
-- counted_count | Items that count | count | items of evidence that count for the question
-- accepted_count | Items accepted | count | items of evidence for the question that a review accepted
-- source_count | Independent sources | count | independent sources of the items that count
-- gap_count | Gaps | count | gaps in the evidence of the question
-- latest_evidence_date | Newest item | date annex | | none
-- snapshot_id | Workbook | text annex
-- place | Place in it | text annex
select
    question_id,
    criterion_code,
    question,
    sub_question,
    evidence_grade,
    passed_count,
    case
        when has_contradiction then 'for and against'
        when direction = 'supports' then 'for'
        when direction = 'contradicts' then 'against'
        when direction = 'mixed' then 'both ways'
        else direction
    end as direction,
    has_contradiction,
    counted_count,
    accepted_count,
    source_count,
    gap_count,
    latest_evidence_date,
    snapshot_id,
    place
from evaluation.questions
order by question_id
