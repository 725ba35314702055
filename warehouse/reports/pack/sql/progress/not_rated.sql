-- title: Why series have no class
-- key: reason_not_rated
-- snapshots: indicators
-- reason_not_rated | Reason | code
-- series_count | Series | count | series without a class for this reason
-- indicator_count | Indicators | count | indicators with such a series
select
    reason_not_rated,
    count(*) as series_count,
    count(distinct indicator_id) as indicator_count
from indicators.tracking_table
where is_latest and class is null
group by reason_not_rated
order by series_count desc, reason_not_rated
