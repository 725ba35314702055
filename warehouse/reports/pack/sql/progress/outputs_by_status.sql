-- title: Outputs by their most urgent phase (primary reading)
-- key: status
-- snapshots: milestones
-- status | Most urgent status of its phases | code
-- output_count | Outputs | count | outputs whose most urgent phase has this status
-- urgency | Order of urgency | count annex | place of the status in the order of urgency, from 1
with phases as (
    select
        output_id,
        status,
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
        end as urgency
    from monitoring.milestone_status
    where reading = 'primary'
),

most_urgent as (
    select
        output_id,
        min(urgency) as urgency
    from phases
    group by output_id
),

statuses as (
    select distinct
        status,
        urgency
    from phases
)

select
    statuses.status,
    count(*) as output_count,
    statuses.urgency
from most_urgent
inner join statuses
    on most_urgent.urgency = statuses.urgency
group by statuses.status, statuses.urgency
order by statuses.urgency
