-- title: Outputs (primary reading)
-- key: output_id
-- snapshots: outputs
-- output_id | Code | text
-- output_label | Output | text
-- action_area_id | Action area | text annex
-- status | Most urgent status of its phases | code
-- due_count | Milestones due | count | milestones of the output due by the as-of date
-- due_on_time_count | Due and reached on time | count | milestones of the output due and reached on time
-- achieved_late_count | Reached late | count | milestones of the output reached after their due date
-- overdue_count | Overdue | count | milestones of the output due, reported on and not complete
-- not_reported_count | Due, not reported | count | milestones of the output due and never reported on
-- not_due_count | Not due yet | count annex | milestones of the output whose due date lies ahead and that are not complete
-- cancelled_count | Cancelled | count | milestones of the output cancelled
-- active_phase_periods | Half-years active | count annex | half-years in which an activity of the output was active
-- elapsed_phase_periods | Half-years elapsed | count annex | half-years of the output's activities that have elapsed
-- evidence_count | Evidence | count | items on the evidence sheet that count, are the latest version and were not rejected
-- accepted_count | Evidence accepted | count | items on the evidence sheet that count and that a review accepted
-- tracks_note | What tracks it | text annex
-- para | Paragraphs | text annex
with latest as (
    select max(reporting_period_id) as reporting_period_id
    from monitoring.output_progress
),

phases as (
    select
        output_id,
        min(
            case status
                when 'overdue' then 1
                when 'not_reported' then 2
                when 'inactive' then 3
                when 'achieved_late' then 4
                when 'active' then 5
                when 'achieved_on_time' then 6
                when 'not_due' then 7
                when 'not_started' then 8
                else 9
            end
        ) as urgency
    from monitoring.milestone_status
    where reading = 'primary'
    group by output_id
),

evidence as (
    select
        output_id,
        count(*) filter (where review <> 'rejected') as evidence_count,
        count(*) filter (where review = 'accepted') as accepted_count
    from monitoring.evidence_items
    where counts and is_latest
    group by output_id
)

select
    outputs.output_id,
    outputs.output_label,
    outputs.action_area_id,
    case phases.urgency
        when 1 then 'overdue'
        when 2 then 'not_reported'
        when 3 then 'inactive'
        when 4 then 'achieved_late'
        when 5 then 'active'
        when 6 then 'achieved_on_time'
        when 7 then 'not_due'
        when 8 then 'not_started'
        when 9 then 'cancelled'
    end as status,
    progress.due_count,
    progress.due_on_time_count,
    progress.achieved_late_count,
    progress.overdue_count,
    progress.not_reported_count,
    progress.not_due_count,
    progress.cancelled_count,
    progress.active_phase_periods,
    progress.elapsed_phase_periods,
    coalesce(evidence.evidence_count, 0) as evidence_count,
    coalesce(evidence.accepted_count, 0) as accepted_count,
    progress.tracks_note,
    outputs.paragraphs as para
from strategy.outputs
inner join monitoring.output_progress as progress
    on outputs.output_id = progress.output_id
    and progress.reading = 'primary'
inner join latest
    on progress.reporting_period_id = latest.reporting_period_id
inner join phases
    on outputs.output_id = phases.output_id
left join evidence
    on outputs.output_id = evidence.output_id
order by outputs.output_no
