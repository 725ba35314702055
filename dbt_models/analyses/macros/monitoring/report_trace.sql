with
chosen as (
    select *
    from monitoring.milestone_status
    where phase_id = of_phase
)

select
    status.phase_id,
    status.reading,
    status.status,
    status.due_date,
    status.actual_date,
    status.reporting_period_id,
    status.report_id,
    reports.reporter,
    reports.submitted_date,
    reports.snapshot_id,
    reports.place,
    inputs.file_name,
    inputs.sha256,
    inputs.file_sha256,
    inputs.known_from,
    status.is_sample
from chosen as status
left join monitoring.milestone_reports as reports
    on status.report_id = reports.report_id
left join guide.inputs as inputs
    on reports.snapshot_id = inputs.snapshot_id
order by status.reading
