with
int_evaluation_rows__known as (
    select * from {{ ref('int_evaluation_rows__known') }}
),

int_evaluation_rows__evidenced as (
    select * from {{ ref('int_evaluation_rows__evidenced') }}
),

recommendations as (
    select
        findings.row_id,
        cast(count(recommendations.recommendation_id) as integer) as recommendation_count
    from int_evaluation_rows__known as findings
    inner join int_evaluation_rows__known as recommendations
        on {{ is_listed('findings.finding_id', 'recommendations.finding_ids') }}
            and recommendations.record = 'recommendation'
            and recommendations.is_standing
    where findings.record = 'finding'
    group by findings.row_id
),

final as (
    select
        -- keys
        findings.finding_id,
        findings.question_id,
        questions.criterion_code,
        -- finding
        findings.finding,
        findings.evidence_ids,
        coalesce(evidence.evidence_count, 0) as evidence_count,
        coalesce(evidence.accepted_evidence_count, 0) as accepted_evidence_count,
        coalesce(recommendations.recommendation_count, 0) as recommendation_count,
        -- version and origin
        findings.version_no,
        findings.reporter as author,
        findings.submitted_date,
        findings.known_from,
        findings.is_sample,
        findings.snapshot_id,
        findings.place
    from int_evaluation_rows__known as findings
    left join int_evaluation_rows__known as questions
        on findings.question_id = questions.question_id
            and questions.record = 'question'
            and questions.is_standing
    left join int_evaluation_rows__evidenced as evidence
        on findings.row_id = evidence.row_id
    left join recommendations
        on findings.row_id = recommendations.row_id
    where findings.record = 'finding' and findings.is_standing
)

select * from final
