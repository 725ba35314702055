with
int_register__results as (
    select * from {{ ref('int_register__results') }}
),

int_register_rows__decided as (
    select * from {{ ref('int_register_rows__decided') }}
),

stg_strategy__indicators as (
    select * from {{ ref('stg_strategy__indicators') }}
),

final as (
    select
        -- keys
        decided.report_id,
        reports.indicator_id,
        reports.output_id,
        reports.reporting_period_id,
        reports.disaggregation,
        -- report
        indicators.indicator_label,
        indicators.unit,
        reports.numerator,
        reports.denominator,
        -- a share is computed from its parts, so that it cannot disagree with them
        case
            when reports.denominator > 0 then 100 * reports.numerator / reports.denominator
            else reports.value_given
        end as value,
        reports.note,
        reports.correction_code,
        reports.correction_note,
        decided.report_state,
        decided.counts,
        decided.version_no,
        decided.is_standing as is_latest,
        -- origin
        reports.reporter,
        reports.submitted_date,
        decided.known_from,
        decided.received_at,
        decided.file_sha256,
        decided.is_sample,
        reports.snapshot_id,
        reports.row_number,
        reports.place
    from int_register__results as reports
    inner join int_register_rows__decided as decided
        on reports.snapshot_id = decided.snapshot_id
            and reports.row_number = decided.row_number
            and decided.record = 'result'
    left join stg_strategy__indicators as indicators
        on reports.indicator_id = indicators.indicator_id
)

select * from final
