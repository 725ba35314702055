-- The snapshots that the series behind changes since the years before the strategy were read from, by indicator.
-- plan: yes
select distinct snapshot_id, indicator_id as subject_id
from evaluation.change_since_baseline
where area_kind = 'country' and disaggregation = 'total' and snapshot_id is not null
order by 1, 2
