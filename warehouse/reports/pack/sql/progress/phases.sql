-- title: Planned phases (primary reading)
-- key: phase_id
-- snapshots: milestones
-- phase_id | Code | text
-- output_id | Output code | text
-- phase_label | Phase | text
-- nature | Kind | code
-- status | Status | code
-- due_date | Due | date | | no due date
-- actual_date | Reached | date | | = reached_words
-- reached_days | Reached late by (days; negative: early) | days | days from the due date to the day reached | = reached_words
-- overdue_days | Overdue by (days) | days | days from the due date to the as-of date, while due and not reached | = overdue_words
-- forecast_date | Expected | date | | = forecast_words
-- expected_delay_days | Expected delay (days) | days | days from the due date to the day expected, while not reached | = expected_words
-- active_periods | Half-years active | count annex | half-years in which the activity was active | no activity
-- elapsed_periods | Half-years elapsed | count annex | half-years of the activity that have elapsed | no activity
-- evidence_review | Review of its evidence | code annex
-- status_alternative | Status in the alternative reading | code
-- reading_confidence | How sure the reading of the plan is | code annex
-- report_snapshot | Register of the report that decides | text annex | | no report
-- report_place | Place in that register | text annex | | no report
-- reached_words | Why no day is reached | text annex | | reached
-- overdue_words | Why nothing is overdue | text annex | | overdue
-- forecast_words | Why no date is expected | text annex | | expected
-- expected_words | Why no delay is expected | text annex | | expected
with other_reading as (
    select
        phase_id,
        status
    from monitoring.milestone_status
    where reading = 'alternative'
),

told as (
    select
        *,
        nature = 'discrete' as is_milestone,
        nature = 'discrete' and actual_date is null and status <> 'cancelled' as is_open
    from monitoring.milestone_status
    where reading = 'primary'
)

select
    told.phase_id,
    told.output_id,
    phases.phase_label,
    case when told.is_milestone then 'milestone' else 'activity' end as nature,
    told.status,
    told.due_date,
    told.actual_date,
    case when told.is_milestone then told.actual_date - told.due_date end as reached_days,
    case
        when told.is_open and told.status in ('overdue', 'not_reported') then told.as_of_date - told.due_date
    end as overdue_days,
    told.forecast_date,
    case
        when told.is_open and told.forecast_date > told.as_of_date then told.forecast_date - told.due_date
    end as expected_delay_days,
    told.active_periods,
    told.elapsed_periods,
    told.evidence_review,
    other_reading.status as status_alternative,
    told.reading_confidence,
    reports.snapshot_id as report_snapshot,
    reports.place as report_place,
    case
        when told.actual_date is not null then null
        when not told.is_milestone then 'goes on over time'
        when told.status = 'cancelled' then 'cancelled'
        when told.due_date > told.as_of_date then 'not yet'
        else 'not reached'
    end as reached_words,
    case
        when told.is_open and told.status in ('overdue', 'not_reported') then null
        when not told.is_milestone then 'no due date'
        when told.status = 'cancelled' then 'cancelled'
        when told.actual_date is not null then 'reached'
        else 'not due'
    end as overdue_words,
    case
        when told.forecast_date is not null then null
        when not told.is_milestone then 'goes on over time'
        when told.status = 'cancelled' then 'cancelled'
        when told.actual_date is not null then 'reached'
        else 'no date given'
    end as forecast_words,
    case
        when told.is_open and told.forecast_date > told.as_of_date then null
        when not told.is_milestone then 'no due date'
        when told.status = 'cancelled' then 'cancelled'
        when told.actual_date is not null then 'reached'
        when told.forecast_date is null then 'no date given'
        else 'the day expected has passed'
    end as expected_words
from told
inner join strategy.phases
    on told.phase_id = phases.phase_id
left join other_reading
    on told.phase_id = other_reading.phase_id
left join monitoring.milestone_reports as reports
    on told.report_id = reports.report_id
order by told.output_id, phases.phase_no
