with
int_evidence__reviewed as (
    select * from {{ ref('int_evidence__reviewed') }}
),

stg_strategy__outputs as (
    select * from {{ ref('stg_strategy__outputs') }}
),

final as (
    select
        -- keys
        evidence.report_id,
        evidence.evidence_id,
        evidence.output_id,
        outputs.action_area_id,
        evidence.phase_id,
        evidence.indicator_id,
        evidence.commitment_id,
        evidence.reporting_period_id,
        -- item
        evidence.title,
        evidence.evidence_kind,
        evidence.evidence_date,
        evidence.link,
        evidence.file_name,
        evidence.evidence_sha256,
        -- review
        evidence.review_word as review,
        evidence.reviewed_by,
        evidence.reviewed_date as reviewed_on,
        evidence.note,
        evidence.correction_code,
        evidence.correction_note,
        evidence.counts,
        evidence.version_no,
        evidence.is_standing as is_latest,
        -- origin
        evidence.reporter,
        evidence.submitted_date,
        evidence.known_from,
        evidence.received_at,
        evidence.file_sha256,
        evidence.is_sample,
        evidence.snapshot_id,
        evidence.place
    from int_evidence__reviewed as evidence
    left join stg_strategy__outputs as outputs
        on evidence.output_id = outputs.output_id
)

select * from final
