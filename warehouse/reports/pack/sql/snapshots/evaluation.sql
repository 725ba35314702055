-- The evaluation workbooks, by question (its evidence included), criterion, finding and recommendation.
select snapshot_id, question_id as subject_id from evaluation.questions where snapshot_id is not null
union
select snapshot_id, question_id from evaluation.evidence where snapshot_id is not null and question_id is not null
union
select snapshot_id, criterion_code from evaluation.ratings where snapshot_id is not null and is_current
union
select snapshot_id, finding_id from evaluation.findings where snapshot_id is not null
union
select snapshot_id, recommendation_id from evaluation.recommendations where snapshot_id is not null
union
select response_snapshot_id, recommendation_id from evaluation.recommendations where response_snapshot_id is not null
order by 1, 2
