select
    source,
    unit_id,
    dataset_code,
    expected_by,
    days_late,
    stale_reason
from quality.freshness
where is_stale
order by source, unit_id
