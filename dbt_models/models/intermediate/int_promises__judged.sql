-- The promises that the strategy makes outside its outputs. A dated one is judged like a milestone; of an undated or
-- standing one only the reported state can be said. A promise stays kept: a later report does not undo it.
with
stg_strategy__commitments as (
    select * from {{ ref('stg_strategy__commitments') }}
),

int_register__promises as (
    select * from {{ ref('int_register__promises') }}
),

int_register_rows__decided as (
    select * from {{ ref('int_register_rows__decided') }}
),

stg_calendar__reporting_periods as (
    select * from {{ ref('stg_calendar__reporting_periods') }}
),

commitment_due_dates as (
    select * from {{ ref('stg_calendar__commitment_due_dates') }}
),

int_evidence__reviewed as (
    select * from {{ ref('int_evidence__reviewed') }}
),

reported as (
    select
        promises.*,
        decided.report_id,
        row_number() over (
            partition by promises.commitment_id
            order by
                case when promises.status = 'kept' and promises.actual_date <= {{ as_of_date() }} then 0 else 1 end,
                periods.end_date desc,
                decided.version_no desc
        ) as report_rank
    from int_register__promises as promises
    inner join int_register_rows__decided as decided
        on promises.snapshot_id = decided.snapshot_id
            and promises.row_number = decided.row_number
            and decided.record = 'promise'
            and decided.is_standing
    inner join stg_calendar__reporting_periods as periods
        on promises.reporting_period_id = periods.reporting_period_id
),

evidence as (
    select
        commitment_id,
        count(*) as evidence_count
    from int_evidence__reviewed
    where is_standing and commitment_id is not null and review_word <> 'rejected'
    group by commitment_id
),

final as (
    select
        -- promise
        commitments.commitment_id,
        commitments.commitment_label,
        commitments.kind,
        commitments.block_id as building_block_id,
        dates.due_words,
        dates.due_date,
        dates.alternative_due_date,
        dates.due_date is not null as is_dated,
        -- state
        {% for name, due in [('status', 'dates.due_date'),
            ('status_alternative', 'coalesce(dates.alternative_due_date, dates.due_date)')] -%}
        {{ promise_status('reported', due) }} as {{ name }},
        {% endfor -%}
        reported.status as reported_status,
        reported.actual_date,
        case when reported.status in ('not_started', 'in_progress') then reported.forecast_date end as forecast_date,
        reported.evidence_link,
        cast(coalesce(evidence.evidence_count, 0) as integer) as evidence_count,
        reported.report_id,
        reported.reporting_period_id,
        commitments.paragraphs as para,
        {{ is_sample_run() }} as is_sample
    from stg_strategy__commitments as commitments
    inner join commitment_due_dates as dates
        on commitments.commitment_id = dates.commitment_id
    left join reported
        on commitments.commitment_id = reported.commitment_id
            and reported.report_rank = 1
    left join evidence
        on commitments.commitment_id = evidence.commitment_id
)

select * from final
