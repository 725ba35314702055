-- title: Outputs reported on for the last half-year that has ended
-- key: reporting_period_id
-- snapshots: milestones
-- reporting_period_id | Half-year | text
-- output_count | Outputs | count | outputs of the strategy
-- reported_output_count | Reported | count | outputs with a milestone report that counts
-- reported_in_time_count | Reported in time | count | outputs reported on by the day that reports were due
-- reporting_rate | Reporting rate | share | outputs reported on, as a share of all outputs
with ended as (
    select max(progress.reporting_period_id) as reporting_period_id
    from monitoring.strategy_progress as progress
    cross join guide.release
    where progress.period_end_date <= release.as_of_date
)

select
    progress.reporting_period_id,
    progress.output_count,
    progress.reported_output_count,
    progress.reported_in_time_count,
    progress.reporting_rate
from monitoring.strategy_progress as progress
inner join ended
    on progress.reporting_period_id = ended.reporting_period_id
where progress.reading = 'primary'
