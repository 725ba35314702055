-- The strength of the evidence of each question, by the rule of docs/evaluation.md: five tests of what was accepted.
with
int_evaluation_rows__known as (
    select * from {{ ref('int_evaluation_rows__known') }}
),

int_evaluation__evidence as (
    select * from {{ ref('int_evaluation__evidence') }}
),

tested as (
    select
        questions.question_id,
        cast(count(evidence.evidence_id) as integer) as item_count,
        cast(count(case when evidence.is_counted then 1 end) as integer) as counted_count,
        cast(count(case when evidence.is_accepted then 1 end) as integer) as accepted_count,
        cast(count(distinct case when evidence.is_counted then evidence.source_key end) as integer) as source_count,
        cast(count(distinct case when evidence.is_accepted then evidence.source_key end) as integer)
            as accepted_source_count,
        cast(count(distinct case when evidence.is_accepted then evidence.evidence_kind end) as integer)
            as accepted_kind_count,
        max(case when evidence.is_counted then evidence.evidence_date end) as latest_evidence_date,
        count(case when evidence.is_counted and evidence.is_recent then 1 end) > 0 as has_recent,
        count(case when evidence.is_counted and evidence.directness = 'direct' then 1 end) > 0 as has_direct,
        count(case when evidence.is_counted and evidence.review <> 'not reviewed' then 1 end) > 0 as has_review,
        count(case when evidence.is_accepted and evidence.is_recent then 1 end) > 0 as passes_recency,
        count(case when evidence.is_accepted and evidence.directness = 'direct' then 1 end) > 0 as passes_directness,
        count(case when evidence.is_accepted and evidence.is_recent and evidence.directness = 'direct' then 1 end) > 0
            as has_recent_direct,
        count(case when evidence.is_accepted and evidence.direction = 'supports' then 1 end) > 0 as is_supported,
        count(case when evidence.is_accepted and evidence.direction = 'contradicts' then 1 end) > 0 as is_contradicted,
        count(case when evidence.is_accepted and evidence.direction = 'mixed' then 1 end) > 0 as is_mixed
    from int_evaluation_rows__known as questions
    left join int_evaluation__evidence as evidence
        on questions.question_id = evidence.question_id
    where questions.record = 'question' and questions.is_standing
    group by questions.question_id
),

counted as (
    select
        *,
        accepted_count > 0 as passes_review,
        accepted_kind_count >= 2 as passes_kind,
        accepted_source_count >= 2 as passes_sources,
        is_supported and is_contradicted as has_contradiction,
        case when accepted_count > 0 then 1 else 0 end
        + case when passes_recency then 1 else 0 end
        + case when passes_directness then 1 else 0 end
        + case when accepted_kind_count >= 2 then 1 else 0 end
        + case when accepted_source_count >= 2 then 1 else 0 end as passed_count
    from tested
),

final as (
    select
        question_id,
        case
            when counted_count = 0 then 'none'
            when passed_count = 5 and has_recent_direct and not has_contradiction then 'strong'
            when passed_count >= 3 then 'moderate'
            else 'weak'
        end as evidence_grade,
        passed_count,
        passes_review,
        passes_recency,
        passes_directness,
        passes_kind,
        passes_sources,
        has_contradiction,
        case
            when accepted_count = 0 then 'none'
            when is_mixed or (is_supported and is_contradicted) then 'mixed'
            when is_supported then 'supports'
            else 'contradicts'
        end as direction,
        item_count,
        counted_count,
        accepted_count,
        source_count,
        accepted_source_count,
        accepted_kind_count,
        latest_evidence_date,
        has_recent,
        has_direct,
        has_review
    from counted
)

select * from final
