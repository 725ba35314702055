-- Commitments and expenditure with their value in US dollars, by the rate that stands beside the amount.
with
int_register__money as (
    select * from {{ ref('int_register__money') }}
),

int_register_rows__decided as (
    select * from {{ ref('int_register_rows__decided') }}
),

final as (
    select
        money.snapshot_id,
        money.row_number,
        money.place,
        money.money_id,
        money.action_area_id,
        money.reporting_period_id,
        money.money_kind,
        money.source_name,
        money.funding_type,
        money.booked_date,
        money.amount,
        money.currency,
        money.usd_rate,
        money.rate_date,
        money.note,
        money.correction_code,
        money.correction_note,
        money.reporter,
        money.submitted_date,
        money.file_state,
        money.amount * money.usd_rate as amount_usd,
        decided.report_id,
        decided.counts,
        decided.version_no,
        decided.is_standing,
        decided.known_from,
        decided.received_at,
        decided.file_sha256,
        decided.is_sample
    from int_register__money as money
    inner join int_register_rows__decided as decided
        on money.snapshot_id = decided.snapshot_id
            and money.row_number = decided.row_number
            and decided.record = 'money'
)

select * from final
