-- title: Figures that earlier releases gave otherwise
-- snapshots: everything
-- release_count | Earlier releases | count | earlier releases with a figure that reads otherwise now
-- restated_count | Restated | count | figures of earlier releases that were given and read otherwise now
-- other_count | Moved on | count | figures that read otherwise because time passed or a first report came in
select
    count(distinct release_id) as release_count,
    count(*) filter (where is_restatement) as restated_count,
    count(*) filter (where not is_restatement) as other_count
from monitoring.restated
