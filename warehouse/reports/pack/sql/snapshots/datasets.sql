-- The snapshots of datasets as shown.
select snapshot_id, dataset_code as subject_id
from indicators.datasets
where is_current
order by 1, 2
