select
    question_id,
    gap_code,
    gap_label,
    output_id,
    indicator_id
from evaluation.evidence_gaps
order by question_id, gap_code, output_id, indicator_id
