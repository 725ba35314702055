-- The survey files that the release read.
select snapshot_id
from guide.inputs
where source = 'survey'
order by 1
