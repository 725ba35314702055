with
stg_register__rows as (
    select * from {{ ref('stg_register__rows') }}
),

final as (
    select
        -- keys
        snapshot_id,
        row_number,
        place,
        evidence_id,
        output_id,
        phase_id,
        indicator_id,
        commitment_id,
        reporting_period_id,
        -- content
        title,
        evidence_kind,
        evidence_date,
        link,
        file_name,
        evidence_sha256,
        review,
        reviewed_by,
        reviewed_date,
        note,
        correction_code,
        correction_note,
        -- report
        reporter,
        submitted_date,
        file_state
    from stg_register__rows
    where record = 'evidence'
)

select * from final
