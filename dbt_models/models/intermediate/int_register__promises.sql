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
        commitment_id,
        reporting_period_id,
        -- content
        status,
        actual_date,
        forecast_date,
        evidence_link,
        reason,
        correction_code,
        correction_note,
        -- report
        reporter,
        submitted_date,
        file_state
    from stg_register__rows
    where record = 'promise'
)

select * from final
