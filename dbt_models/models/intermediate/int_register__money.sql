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
        money_id,
        action_area_id,
        reporting_period_id,
        -- content
        money_kind,
        source_name,
        funding_type,
        booked_date,
        amount,
        currency,
        usd_rate,
        rate_date,
        note,
        correction_code,
        correction_note,
        -- report
        reporter,
        submitted_date,
        file_state
    from stg_register__rows
    where record = 'money'
)

select * from final
