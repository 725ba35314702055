-- title: Datasets and their age
-- snapshots: datasets
-- dataset_count | Datasets | count | datasets that are shown
-- stale_count | Last look failed or long ago | count | datasets whose last look failed or is too long ago
-- oldest_days | Oldest | days | days from the day the oldest dataset was known to the as-of date | no dataset
select
    count(*) filter (where snapshot_id is not null) as dataset_count,
    count(*) filter (where is_stale) as stale_count,
    max(age_days) as oldest_days
from quality.freshness
where dataset_code is not null
