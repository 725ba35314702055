-- The registers whose narratives count, by output.
select distinct snapshot_id, output_id as subject_id
from monitoring.output_narratives
where counts
order by 1, 2
