-- title: Age of the datasets at the as-of date
-- key: dataset_code
-- snapshots: datasets
-- dataset_code | Dataset | text
-- known_from | Known from | date | | never came
-- age_days | Days old | days | days from the day the data were known to the as-of date | never came
-- is_stale | Last look at ILOSTAT failed or long ago | flag
select
    dataset_code,
    known_from,
    age_days,
    coalesce(is_stale, false) as is_stale
from quality.freshness
where dataset_code is not null
order by dataset_code
