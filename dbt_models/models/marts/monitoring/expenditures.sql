-- Money spent, every version of every entry; the latest one that counts is the one in the sums.
with
int_money__converted as (
    select * from {{ ref('int_money__converted') }}
),

final as (
    select
        -- keys
        report_id,
        money_id,
        action_area_id,
        reporting_period_id,
        -- money
        source_name,
        funding_type,
        booked_date as booked_on,
        amount,
        currency,
        usd_rate,
        rate_date,
        amount_usd,
        note,
        -- state
        correction_code,
        correction_note,
        counts,
        version_no,
        is_standing as is_latest,
        -- origin
        reporter,
        submitted_date,
        known_from,
        received_at,
        file_sha256,
        is_sample,
        snapshot_id,
        place
    from int_money__converted
    where money_kind = 'expenditure'
)

select * from final
