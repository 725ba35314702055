-- title: Planned phases (primary reading)
-- key: phase_id
-- snapshots: milestones
-- phase_id | Code | text
-- output_id | Output code | text
-- phase_label | Phase | text
-- nature | Kind | code
-- status | Status | code
-- due_date | Due | date | | no due date
-- actual_date | Reached | date | | not reached
-- forecast_date | Expected | date | | no date given
-- delay_days | Days late (negative: early) | days | days from the due date to the day reached, expected or, while overdue, the as-of date | no day
-- active_periods | Half-years active | count annex | half-years in which the activity was active | no activity
-- elapsed_periods | Half-years elapsed | count annex | half-years of the activity that have elapsed | no activity
-- evidence_review | Review of its evidence | code annex
-- status_alternative | Status in the alternative reading | code
-- reading_confidence | How sure the reading of the plan is | code annex
-- report_snapshot | Register of the report that decides | text annex | | no report
-- report_place | Place in that register | text annex | | no report
with other_reading as (
    select
        phase_id,
        status
    from monitoring.milestone_status
    where reading = 'alternative'
)

select
    status.phase_id,
    status.output_id,
    phases.phase_label,
    case status.nature when 'discrete' then 'milestone' else 'activity' end as nature,
    status.status,
    status.due_date,
    status.actual_date,
    status.forecast_date,
    status.delay_days,
    status.active_periods,
    status.elapsed_periods,
    status.evidence_review,
    other_reading.status as status_alternative,
    status.reading_confidence,
    reports.snapshot_id as report_snapshot,
    reports.place as report_place
from monitoring.milestone_status as status
inner join strategy.phases
    on status.phase_id = phases.phase_id
left join other_reading
    on status.phase_id = other_reading.phase_id
left join monitoring.milestone_reports as reports
    on status.report_id = reports.report_id
where status.reading = 'primary'
order by status.output_id, phases.phase_no
