with
int_evaluation_rows__known as (
    select * from {{ ref('int_evaluation_rows__known') }}
),

int_evaluation_rows__evidenced as (
    select * from {{ ref('int_evaluation_rows__evidenced') }}
),

final as (
    select
        -- keys
        ratings.criterion_code,
        ratings.version_no,
        ratings.is_standing as is_current,
        ratings.is_draft,
        -- rating
        ratings.rating,
        ratings.rating_label,
        ratings.justification,
        ratings.evidence_ids,
        coalesce(evidence.evidence_count, 0) as evidence_count,
        coalesce(evidence.accepted_evidence_count, 0) as accepted_evidence_count,
        coalesce(evidence.rejected_evidence_count, 0) as rejected_evidence_count,
        ratings.rated_by,
        ratings.rated_date as rated_on,
        -- version and origin
        ratings.correction_code,
        ratings.correction_note,
        ratings.reporter as author,
        ratings.submitted_date,
        ratings.known_from,
        ratings.is_sample,
        ratings.snapshot_id,
        ratings.place
    from int_evaluation_rows__known as ratings
    left join int_evaluation_rows__evidenced as evidence
        on ratings.row_id = evidence.row_id
    where ratings.record = 'rating'
)

select * from final
