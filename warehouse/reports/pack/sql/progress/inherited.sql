-- title: Outputs that draw directly on a late one
-- snapshots: milestones
-- late_output_id | Late output | text
-- late_output_label | Its name | text
-- late_phase_id | Late milestone | text annex
-- late_reason | Why it counts as late | code
-- overdue_days | Overdue by (days) | days | days from the due date of the late milestone to the as-of date | not due yet
-- expected_delay_days | Expected delay (days) | days | days from the due date of the late milestone to the day expected | = expected_words
-- output_id | Draws on it | text
-- output_label | Its name | text
-- basis | How the link is known | code
-- expected_words | Why no delay is expected | text annex | | expected
select distinct
    paths.late_output_id,
    late_outputs.output_label as late_output_label,
    paths.late_phase_id,
    paths.late_reason,
    case
        when late.status in ('overdue', 'not_reported') then late.as_of_date - late.due_date
    end as overdue_days,
    case when late.forecast_date > late.as_of_date then late.forecast_date - late.due_date end as expected_delay_days,
    paths.output_id,
    outputs.output_label,
    paths.basis,
    case
        when late.forecast_date > late.as_of_date then null
        when late.forecast_date is null then 'no date given'
        else 'the day expected has passed'
    end as expected_words
from monitoring.slip_paths as paths
inner join strategy.outputs as late_outputs
    on paths.late_output_id = late_outputs.output_id
inner join strategy.outputs
    on paths.output_id = outputs.output_id
left join monitoring.milestone_status as late
    on paths.late_phase_id = late.phase_id
    and paths.reading = late.reading
where paths.reading = 'primary' and paths.length = 1
order by paths.late_output_id, paths.output_id, paths.basis
