-- title: Latest ratings by level of the results framework
-- key: level
-- snapshots: indicators
-- level | Level | text
-- achieved_count | Achieved | count | series of the level rated achieved
-- on_track_count | On track | count | series of the level rated on track
-- needs_acceleration_count | Needs acceleration | count | series of the level rated needs acceleration
-- limited_count | Limited | count | series of the level rated limited
-- behind_count | Deterioration, off track or not met | count | series of the level rated deterioration, off track or not met
-- not_rated_count | With a value, not rated | count | series of the level with a value and no class
select
    level,
    count(*) filter (where class = 'achieved') as achieved_count,
    count(*) filter (where class = 'on_track') as on_track_count,
    count(*) filter (where class = 'needs_acceleration') as needs_acceleration_count,
    count(*) filter (where class = 'limited') as limited_count,
    count(*) filter (where class in ('deterioration', 'off_track', 'not_met')) as behind_count,
    count(*) filter (where class is null and value is not null) as not_rated_count
from indicators.tracking_table
where is_latest
group by level
order by case level when 'process' then 1 when 'output' then 2 when 'outcome' then 3 else 4 end
