-- title: Why series have no class
-- key: reason_not_rated
-- snapshots: indicators
-- reason_not_rated | Reason | code
-- valued_count | Series with a value | count | series with a value and without a class for this reason
-- series_count | Series | count | series without a class for this reason, with or without a value
-- indicator_count | Indicators | count | indicators with such a series
select
    reason_not_rated,
    count(*) filter (where value is not null) as valued_count,
    count(*) as series_count,
    count(distinct indicator_id) as indicator_count
from indicators.tracking_table
where is_latest and class is null
group by reason_not_rated
order by valued_count desc, series_count desc, reason_not_rated
