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
        indicator_id,
        output_id,
        reporting_period_id,
        disaggregation,
        -- content
        numerator,
        denominator,
        value_given,
        note,
        correction_code,
        correction_note,
        -- report
        reporter,
        submitted_date,
        file_state
    from stg_register__rows
    where record = 'result'
)

select * from final
