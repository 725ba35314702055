with
int_register__narratives as (
    select * from {{ ref('int_register__narratives') }}
),

int_register_rows__decided as (
    select * from {{ ref('int_register_rows__decided') }}
),

final as (
    select
        -- keys
        decided.report_id,
        reports.output_id,
        reports.reporting_period_id,
        -- report
        reports.narrative,
        reports.obstacles,
        reports.next_steps,
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
        reports.place
    from int_register__narratives as reports
    inner join int_register_rows__decided as decided
        on reports.snapshot_id = decided.snapshot_id
            and reports.row_number = decided.row_number
            and decided.record = 'narrative'
)

select * from final
