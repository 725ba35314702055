-- title: Matters that need attention
-- snapshots: everything
-- matter_count | Matters | count | matters that need attention
-- high_count | High | count | matters of high severity
-- medium_count | Medium | count | matters of medium severity
-- low_count | Low | count | matters of low severity
select
    count(*) as matter_count,
    count(*) filter (where severity = 'high') as high_count,
    count(*) filter (where severity = 'medium') as medium_count,
    count(*) filter (where severity = 'low') as low_count
from monitoring.attention
