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
        phase_id,
        output_id,
        reporting_period_id,
        -- report
        status,
        reason,
        evidence_link,
        reporter,
        correction_code,
        correction_note,
        file_state,
        -- dates
        actual_date,
        forecast_date,
        submitted_date
    from stg_register__rows
    where record = 'milestone'
)

select * from final
