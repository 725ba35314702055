"""Reads about ratings, findings, recommendations and what became of them.

Owns: the ratings with all their versions, the findings, and the recommendations with the management response.
Never: decides what is overdue, takes a draft for a rating, or tells the level of one.
"""

from dashboards.queries.evidence import ORDER
from dashboards.queries.reading import Source, columns


def is_known(source: Source) -> bool:
    """Whether the release tells of ratings."""
    return bool(columns(source, "evaluation.ratings"))


RATINGS_SQL = f"""select
    criterion_code,
    version_no,
    is_current,
    is_draft,
    case when not is_draft then rating end as rating,
    case when not is_draft then rating_label end as rating_label,
    case when not is_draft then justification end as justification,
    evidence_ids,
    evidence_count,
    accepted_evidence_count,
    rated_by,
    rated_on,
    correction_code,
    correction_note,
    submitted_date,
    snapshot_id,
    is_sample
from evaluation.ratings
order by {ORDER}, version_no desc"""

FINDINGS_SQL = f"""select
    finding_id,
    criterion_code,
    question_id,
    finding,
    evidence_ids,
    evidence_count,
    accepted_evidence_count,
    recommendation_count,
    submitted_date,
    snapshot_id,
    is_sample
from evaluation.findings
order by {ORDER} nulls last, finding_id"""

RECOMMENDATIONS_SQL = """select
    recommendation_id,
    recommendation,
    priority,
    addressed_to,
    finding_ids,
    response,
    action,
    owner,
    due_date,
    action_state,
    state_date,
    response_note,
    is_overdue,
    overdue_days,
    responded_on,
    submitted_date,
    snapshot_id,
    is_sample
from evaluation.recommendations
order by is_overdue desc, case priority when 'high' then 1 when 'medium' then 2 else 3 end, recommendation_id"""
