-- The items of evidence that stand: those of the evaluators, and beside them those of the register that count.
-- is_counted: whether the grade of a question looks at it. The register says neither which way an item speaks nor how
-- directly, so its items are never counted; evaluators who want one to count enter it as evidence of their own.
with
int_evaluation_rows__known as (
    select * from {{ ref('int_evaluation_rows__known') }}
),

int_evidence__reviewed as (
    select * from {{ ref('int_evidence__reviewed') }}
),

unioned as (
    select
        'evaluation' as evidence_source,
        evidence_id,
        question_id,
        output_id,
        indicator_id,
        title,
        evidence_kind,
        evidence_date,
        link,
        file_name,
        evidence_sha256,
        source_name,
        source_key,
        directness,
        direction,
        coalesce(review, 'not reviewed') as review,
        reviewed_by,
        reviewed_date,
        note,
        submitted_date,
        known_from,
        received_at,
        snapshot_id,
        row_number,
        place,
        file_sha256,
        is_sample
    from int_evaluation_rows__known
    where record = 'evidence' and is_standing
    union all
    select
        'register' as evidence_source,
        evidence_id,
        cast(null as string) as question_id,
        output_id,
        indicator_id,
        title,
        evidence_kind,
        evidence_date,
        link,
        file_name,
        evidence_sha256,
        reporter as source_name,
        'units of the strategy' as source_key,
        cast(null as string) as directness,
        cast(null as string) as direction,
        review_word as review,
        reviewed_by,
        reviewed_date,
        note,
        submitted_date,
        known_from,
        received_at,
        snapshot_id,
        row_number,
        place,
        file_sha256,
        is_sample
    from int_evidence__reviewed
    where is_standing
),

final as (
    select
        *,
        evidence_source = 'evaluation' and review <> 'rejected' as is_counted,
        evidence_source = 'evaluation' and review = 'accepted' as is_accepted,
        evidence_date >= {{ recent_since() }} as is_recent
    from unioned
)

select * from final
