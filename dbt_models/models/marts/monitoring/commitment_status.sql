with
int_promises__judged as (
    select * from {{ ref('int_promises__judged') }}
),

final as (
    select
        commitment_id,
        commitment_label,
        kind,
        building_block_id,
        due_words,
        due_date,
        alternative_due_date,
        is_dated,
        status,
        status_alternative,
        reported_status,
        actual_date,
        forecast_date,
        evidence_link,
        evidence_count,
        report_id,
        reporting_period_id,
        para,
        is_sample
    from int_promises__judged
)

select * from final
