-- title: What needs attention, most urgent first
-- snapshots: everything
-- rank | No. | count | place on the list of what needs attention
-- severity | Severity | text
-- rule | Rule | code
-- subject_id | About | text
-- subject_label | Its name | text
-- reason | Why | text
-- due_date | Due | date | | no date
-- overdue_days | Overdue by (days) | days | days from the due date to the as-of date; of an output that draws on a late one, the days of the late milestone | = overdue_words
-- expected_delay_days | Expected delay (days) | days | days from the due date to the day expected; of an output that draws on a late one, the days of the late milestone | = expected_words
-- owner | Who reported last | text annex
-- phase_id | Milestone that the days are of | text annex | | no milestone
-- overdue_words | Why nothing is overdue | text annex | | overdue
-- expected_words | Why no delay is expected | text annex | | expected
with late as (
    select
        reading,
        output_id || ' from ' || late_output_id as subject_id,
        max(late_phase_id) as phase_id
    from monitoring.slip_paths
    where length = 1
    group by reading, output_id, late_output_id
),

matters as (
    select
        attention.*,
        attention.rule in ('overdue', 'not_reported', 'due_soon', 'slip_inherited') as is_of_milestone,
        case
            when attention.rule in ('overdue', 'not_reported', 'due_soon') then attention.subject_id
            else late.phase_id
        end as phase_id
    from monitoring.attention
    left join late
        on attention.rule = 'slip_inherited'
        and attention.subject_id = late.subject_id
        and attention.reading = late.reading
),

dated as (
    select
        matters.*,
        case
            when phases.status in ('overdue', 'not_reported') then phases.as_of_date - phases.due_date
            when matters.rule in ('report_missing', 'promise_open') then matters.days
        end as overdue_days,
        phases.forecast_date,
        case
            when phases.forecast_date > phases.as_of_date then phases.forecast_date - phases.due_date
        end as expected_delay_days
    from matters
    left join monitoring.milestone_status as phases
        on matters.phase_id = phases.phase_id
        and matters.reading = phases.reading
)

select
    rank,
    severity,
    rule,
    subject_id,
    subject_label,
    reason,
    due_date,
    overdue_days,
    expected_delay_days,
    owner,
    phase_id,
    case
        when overdue_days is not null then null
        when is_of_milestone then 'not due yet'
        else 'no due date'
    end as overdue_words,
    case
        when expected_delay_days is not null then null
        when forecast_date is not null then 'the day expected has passed'
        when is_of_milestone or overdue_days is not null then 'no date given'
        else 'no due date'
    end as expected_words
from dated
order by rank
