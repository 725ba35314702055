select
    criterion_code,
    rating,
    rating_label,
    accepted_evidence_count,
    rated_on,
    is_draft
from evaluation.ratings
where is_current
order by criterion_code
