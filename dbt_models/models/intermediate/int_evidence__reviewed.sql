-- The items of evidence as they stand, and per phase and period the best word of their reviews: accepted, weak,
-- not reviewed, rejected. Rejected is the best word only where every item is rejected.
with
int_register__evidence as (
    select * from {{ ref('int_register__evidence') }}
),

int_register_rows__decided as (
    select * from {{ ref('int_register_rows__decided') }}
),

final as (
    select
        evidence.snapshot_id,
        evidence.row_number,
        evidence.place,
        evidence.evidence_id,
        evidence.output_id,
        evidence.phase_id,
        evidence.indicator_id,
        evidence.commitment_id,
        evidence.reporting_period_id,
        evidence.title,
        evidence.evidence_kind,
        evidence.evidence_date,
        evidence.link,
        evidence.file_name,
        evidence.evidence_sha256,
        evidence.review,
        evidence.reviewed_by,
        evidence.reviewed_date,
        evidence.note,
        evidence.correction_code,
        evidence.correction_note,
        evidence.reporter,
        evidence.submitted_date,
        evidence.file_state,
        coalesce(evidence.review, 'not reviewed') as review_word,
        case evidence.review
            when 'accepted' then 1
            when 'weak' then 2
            when 'rejected' then 4
            else 3
        end as review_rank,
        decided.report_id,
        decided.version_no,
        decided.counts,
        decided.is_standing,
        decided.known_from,
        decided.received_at,
        decided.file_sha256,
        decided.is_sample
    from int_register__evidence as evidence
    inner join int_register_rows__decided as decided
        on evidence.snapshot_id = decided.snapshot_id
            and evidence.row_number = decided.row_number
            and decided.record = 'evidence'
)

select * from final
