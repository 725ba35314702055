select
    indicator_id,
    validity_status,
    completeness_status,
    timeliness_status,
    checks_failed,
    freshness,
    coverage
from quality.scorecard
where is_this_release
order by indicator_id
