-- title: Items of evidence entered for questions
-- snapshots: evaluation
-- evidence_id | Code | text
-- question_id | Question | text
-- criterion_code | Criterion | text annex
-- title | What it is | text
-- evidence_kind | Kind | code
-- evidence_date | Dated | date
-- source_name | Source | text
-- directness | Directness | text
-- direction | Speaks | text
-- review | Review | text
-- link | Link | text annex
-- file_name | File | text annex
-- snapshot_id | Workbook | text annex
-- place | Place in it | text annex
select
    evidence.evidence_id,
    evidence.question_id,
    questions.criterion_code,
    evidence.title,
    evidence.evidence_kind,
    evidence.evidence_date,
    evidence.source_name,
    evidence.directness,
    case evidence.direction
        when 'supports' then 'for'
        when 'contradicts' then 'against'
        when 'mixed' then 'both ways'
        else evidence.direction
    end as direction,
    evidence.review,
    evidence.link,
    evidence.file_name,
    evidence.snapshot_id,
    evidence.place
from evaluation.evidence
inner join evaluation.questions
    on evidence.question_id = questions.question_id
where evidence.evidence_source = 'evaluation'
order by evidence.question_id, evidence.evidence_id
