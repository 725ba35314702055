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
        money.*,
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
