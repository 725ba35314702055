with
int_milestone_reports__known as (
    select * from {{ ref('int_milestone_reports__known') }}
),

stg_strategy__outputs as (
    select * from {{ ref('stg_strategy__outputs') }}
),

final as (
    select
        -- keys
        reports.report_id,
        reports.phase_id,
        reports.output_id,
        outputs.action_area_id,
        reports.reporting_period_id,
        -- report
        reports.status,
        reports.actual_date,
        reports.forecast_date,
        reports.reason,
        reports.evidence_link,
        reports.reporter,
        reports.submitted_date,
        reports.correction_code,
        reports.correction_note,
        -- state
        reports.report_state,
        reports.counts,
        reports.version_no,
        -- origin
        reports.known_from,
        reports.received_at,
        reports.file_sha256,
        reports.is_latest,
        reports.is_sample,
        reports.snapshot_id,
        reports.place
    from int_milestone_reports__known as reports
    left join stg_strategy__outputs as outputs
        on reports.output_id = outputs.output_id
)

select * from final
