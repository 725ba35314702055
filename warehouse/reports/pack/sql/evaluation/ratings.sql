-- title: Ratings that stand
-- key: criterion_code
-- snapshots: evaluation
-- criterion_code | Criterion | text
-- rating | Level | count | level of the rating, from 6 (highly satisfactory) to 1 (highly unsatisfactory)
-- rating_label | In words | text
-- justification | Why, in the words of whoever rated | text
-- evidence_ids | Evidence | text
-- evidence_count | Items named | count annex | items of evidence that the rating names
-- accepted_evidence_count | Items accepted | count | items of evidence of the rating that a review accepted
-- rejected_evidence_count | Items rejected since | count | items of evidence of the rating that a review rejected
-- rated_by | Rated by | text
-- rated_on | Rated on | date
-- version_no | Version | count annex | version of the rating, from 1
-- snapshot_id | Workbook | text annex
-- place | Place in it | text annex
select
    criterion_code,
    rating,
    rating_label,
    justification,
    evidence_ids,
    evidence_count,
    accepted_evidence_count,
    rejected_evidence_count,
    rated_by,
    rated_on,
    version_no,
    snapshot_id,
    place
from evaluation.ratings
where is_current
order by
    case criterion_code
        when 'relevance' then 1
        when 'coherence' then 2
        when 'effectiveness' then 3
        when 'efficiency' then 4
        when 'impact' then 5
        else 6
    end
