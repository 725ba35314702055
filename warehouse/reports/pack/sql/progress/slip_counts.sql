-- title: Milestones whose expected date moved
-- snapshots: milestones
-- later_count | Moved to a later day | count | milestones whose expected date is later than the first one named
-- earlier_count | Moved to an earlier day | count | milestones whose expected date is earlier than the first one named
-- longest_days | Longest move | days | days by which the expected date of one milestone moved in all, at most | none moved
select
    count(*) filter (where forecast_slip_days > 0) as later_count,
    count(*) filter (where forecast_slip_days < 0) as earlier_count,
    max(case when forecast_slip_days > 0 then forecast_slip_days end) as longest_days
from monitoring.milestone_status
where reading = 'primary' and nature = 'discrete'
