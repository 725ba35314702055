-- title: The evaluation in figures
-- snapshots: evaluation
-- question_count | Questions | count | evaluation questions on record
-- strong_count | Strong evidence | count | questions whose evidence is strong
-- moderate_count | Moderate evidence | count | questions whose evidence is moderate
-- weak_count | Weak evidence | count | questions whose evidence is weak
-- none_count | No evidence | count | questions without an item of evidence that counts
-- contradiction_count | With a contradiction | count | questions of whose accepted items one supports and another contradicts
-- gap_count | Gaps | count | gaps in the evidence of questions
-- rated_count | Criteria rated | count | criteria with a rating that stands
-- finding_count | Findings | count | findings on record
-- recommendation_count | Recommendations | count | recommendations on record
-- unanswered_count | Without a response | count | recommendations without a management response
-- overdue_count | Overdue | count | recommendations whose action is past its due date and neither done nor dropped
-- done_count | Done | count | recommendations whose action is done
select
    (select count(*) from evaluation.questions) as question_count,
    (select count(*) from evaluation.questions where evidence_grade = 'strong') as strong_count,
    (select count(*) from evaluation.questions where evidence_grade = 'moderate') as moderate_count,
    (select count(*) from evaluation.questions where evidence_grade = 'weak') as weak_count,
    (select count(*) from evaluation.questions where evidence_grade = 'none') as none_count,
    (select count(*) from evaluation.questions where has_contradiction) as contradiction_count,
    (select count(*) from evaluation.evidence_gaps) as gap_count,
    (select count(*) from evaluation.ratings where is_current) as rated_count,
    (select count(*) from evaluation.findings) as finding_count,
    (select count(*) from evaluation.recommendations) as recommendation_count,
    (select count(*) from evaluation.recommendations where response = 'none') as unanswered_count,
    (select count(*) from evaluation.recommendations where is_overdue) as overdue_count,
    (select count(*) from evaluation.recommendations where action_state = 'done') as done_count
