-- title: Indicators and their latest ratings
-- snapshots: indicators
-- indicator_count | Indicators | count | proposed indicators
-- valued_count | With a value | count | proposed indicators with at least one value
-- rated_count | Rated | count | proposed indicators with at least one rated series
-- series_count | Series | count | series with a value: one indicator, area and group each
-- rated_series_count | Rated series | count | series whose latest value is rated
-- met_series_count | Achieved or on track | count | series rated achieved or on track
-- behind_series_count | Behind | count | series rated needs acceleration, limited, off track, not met or deterioration
-- unrated_series_count | Not rated | count | series with a value and no class
-- empty_series_count | Without a value | count | series without a value
select
    count(distinct indicator_id) as indicator_count,
    count(distinct case when value is not null then indicator_id end) as valued_count,
    count(distinct case when class is not null then indicator_id end) as rated_count,
    count(*) filter (where value is not null) as series_count,
    count(*) filter (where class is not null) as rated_series_count,
    count(*) filter (where class in ('achieved', 'on_track')) as met_series_count,
    count(*) filter (where class is not null and class not in ('achieved', 'on_track')) as behind_series_count,
    count(*) filter (where class is null and value is not null) as unrated_series_count,
    count(*) filter (where class is null and value is null) as empty_series_count
from indicators.tracking_table
where is_latest
