-- Every file that the release read.
-- plan: yes
select snapshot_id
from guide.inputs
order by 1
