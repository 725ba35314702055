with
int_evaluation_rows__known as (
    select * from {{ ref('int_evaluation_rows__known') }}
),

int_evaluation__evidence as (
    select * from {{ ref('int_evaluation__evidence') }}
),

evidence as (
    select
        ratings.row_id,
        cast(count(evidence.evidence_id) as integer) as evidence_count,
        cast(count(case when evidence.is_accepted then 1 end) as integer) as accepted_count,
        cast(count(case when evidence.review = 'rejected' then 1 end) as integer) as rejected_count
    from int_evaluation_rows__known as ratings
    inner join int_evaluation__evidence as evidence
        on {{ is_listed('evidence.evidence_id', 'ratings.evidence_ids') }}
    where ratings.record = 'rating' and evidence.evidence_source = 'evaluation'
    group by ratings.row_id
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
        coalesce(evidence.accepted_count, 0) as accepted_evidence_count,
        coalesce(evidence.rejected_count, 0) as rejected_evidence_count,
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
    left join evidence
        on ratings.row_id = evidence.row_id
    where ratings.record = 'rating'
)

select * from final
