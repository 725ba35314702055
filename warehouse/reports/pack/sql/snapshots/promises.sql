-- The registers that report on promises outside the outputs, by promise: the snapshot is the first part of the report's key.
-- plan: yes
select distinct split_part(report_id, '_', 1) as snapshot_id, commitment_id as subject_id
from monitoring.commitment_status
where report_id is not null
order by 1, 2
