select
    dataset_code,
    new_known_from,
    common_count,
    changed_count,
    gained_count,
    lost_count,
    largest_difference
from indicators.revision_summary
order by changed_count desc, dataset_code asc, new_known_from asc, new_snapshot_id asc
