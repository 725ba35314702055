-- title: Milestones, activities and reports by action area (primary reading)
-- key: action_area_id
-- snapshots: milestones
-- action_area_id | Code | text
-- action_area_label | Action area | text
-- due_count | Due | count | milestones of the area due by the as-of date
-- due_on_time_count | Due and reached on time | count | milestones of the area due and reached on time
-- achieved_late_count | Reached late | count | milestones of the area reached after their due date
-- overdue_count | Overdue | count | milestones of the area due, reported on and not complete
-- not_reported_count | Due, not reported | count | milestones of the area due and never reported on
-- not_due_count | Not due yet, not reached | count | milestones of the area whose due date lies ahead and that are not complete
-- cancelled_count | Cancelled | count | milestones of the area cancelled
-- on_time_rate | On-time rate | share | milestones of the area due and reached on time, as a share of those due | nothing due
-- activity_rate | Activity rate | share | active half-years of the area's activities, as a share of those elapsed | nothing elapsed
-- chart_label | Label in pictures | text annex
with latest as (
    select max(reporting_period_id) as reporting_period_id
    from monitoring.action_area_progress
)

select
    areas.action_area_id,
    areas.action_area_label,
    progress.due_count,
    progress.due_on_time_count,
    progress.achieved_late_count,
    progress.overdue_count,
    progress.not_reported_count,
    progress.not_due_count,
    progress.cancelled_count,
    progress.on_time_rate,
    progress.activity_rate,
    areas.action_area_id || ' ' || areas.action_area_label as chart_label
from monitoring.action_area_progress as progress
inner join latest
    on progress.reporting_period_id = latest.reporting_period_id
inner join strategy.action_areas as areas
    on progress.action_area_id = areas.action_area_id
where progress.reading = 'primary'
order by areas.action_area_no
