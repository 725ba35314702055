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
        output_id,
        reporting_period_id,
        -- content
        narrative,
        obstacles,
        next_steps,
        correction_code,
        correction_note,
        -- report
        reporter,
        submitted_date,
        file_state
    from stg_register__rows
    where record = 'narrative'
)

select * from final
