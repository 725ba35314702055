with
register as (
    select * from {{ source('raw', 'register') }}
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
        -- dates
        cast(actual_date as date) as actual_date,
        cast(forecast_date as date) as forecast_date,
        cast(submitted_on as date) as submitted_date
    from register
)

select * from final
