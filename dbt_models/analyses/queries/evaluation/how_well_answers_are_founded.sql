select
    question_id,
    criterion_code,
    question,
    evidence_grade,
    accepted_count,
    source_count,
    gap_count
from evaluation.questions
order by question_id
