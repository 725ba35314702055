-- title: How expected dates moved, with the reason given
-- key: report_id
-- snapshots: milestones
-- report_id | Report | text annex
-- output_id | Output | text
-- phase_id | Phase | text
-- phase_label | Milestone | text
-- reporting_period_id | Half-year of the report | text
-- previous_forecast_date | Expected before | date
-- forecast_date | Expected or reached since | date
-- slip_days | Days moved | days | days by which the expected date moved in this report
-- total_slip_days | Days moved in all | days | days by which the expected date moved since the first one named
-- reason | Reason given | text | | no reason given
select
    slips.report_id,
    slips.output_id,
    slips.phase_id,
    phases.phase_label,
    slips.reporting_period_id,
    slips.previous_forecast_date,
    slips.forecast_date,
    slips.slip_days,
    slips.total_slip_days,
    reports.reason
from monitoring.forecast_slips as slips
inner join strategy.phases
    on slips.phase_id = phases.phase_id
left join monitoring.milestone_reports as reports
    on slips.report_id = reports.report_id
where slips.slip_days <> 0
order by slips.output_id, slips.phase_id, slips.reporting_period_id, slips.report_id
