-- title: Promises by how they stand
-- snapshots: promises
-- commitment_count | Promises | count | promises made outside the outputs
-- dated_count | With a date | count | promises with a last day in time
-- kept_count | Kept | count | promises kept, in time or late
-- late_count | Kept late | count | dated promises kept after their day
-- open_count | Overdue or not reported | count | dated promises past their day that are not kept or not reported on
select
    count(*) as commitment_count,
    count(*) filter (where is_dated) as dated_count,
    count(*) filter (where status in ('kept', 'kept_on_time', 'kept_late')) as kept_count,
    count(*) filter (where status = 'kept_late') as late_count,
    count(*) filter (where status in ('overdue', 'not_reported')) as open_count
from monitoring.commitment_status
