-- title: Milestones and activities of the whole strategy, by reading of the plan
-- key: reading
-- snapshots: milestones
-- reading | Reading of the plan | code
-- milestone_count | Milestones planned | count | milestones planned for the five years
-- due_count | Due | count | milestones due by the as-of date
-- due_on_time_count | Due and reached on time | count | milestones due by the as-of date and reached on time
-- early_count | Not due yet, reached already | count | milestones whose due date lies ahead and that were reached already
-- achieved_late_count | Reached late | count | milestones reached after their due date
-- overdue_count | Overdue | count | milestones due, reported on and not complete
-- not_reported_count | Due, not reported | count | milestones due and never reported on
-- not_due_count | Not due yet, not reached | count | milestones whose due date lies ahead and that are not complete
-- cancelled_count | Cancelled | count | milestones cancelled
-- on_time_rate | On-time rate | share | milestones due and reached on time, as a share of those due | nothing due
-- elapsed_phase_periods | Activity half-years elapsed | count annex | half-years of all activities that have elapsed
-- active_phase_periods | Activity half-years active | count annex | half-years in which the activity was active
-- activity_rate | Activity rate | share | active half-years of activities, as a share of those elapsed | nothing elapsed
with latest as (
    select max(reporting_period_id) as reporting_period_id
    from monitoring.strategy_progress
),

planned as (
    select
        reading,
        count(*) as milestone_count
    from monitoring.milestone_status
    where nature = 'discrete'
    group by reading
)

select
    progress.reading,
    planned.milestone_count,
    progress.due_count,
    progress.due_on_time_count,
    progress.achieved_on_time_count - progress.due_on_time_count as early_count,
    progress.achieved_late_count,
    progress.overdue_count,
    progress.not_reported_count,
    progress.not_due_count,
    progress.cancelled_count,
    progress.on_time_rate,
    progress.elapsed_phase_periods,
    progress.active_phase_periods,
    progress.activity_rate
from monitoring.strategy_progress as progress
inner join latest
    on progress.reporting_period_id = latest.reporting_period_id
inner join planned
    on progress.reading = planned.reading
order by progress.reading desc
