-- title: Figures that earlier releases gave otherwise
-- snapshots: everything
-- release_count | Earlier releases | count | earlier releases that gave a figure otherwise
-- restated_count | Restated | count | figures that an earlier release gave and that read otherwise now, for another reason than that time passed or a first report came in
-- added_count | Told now | count | figures told now that an earlier release did not give
-- other_count | Moved on | count | figures that read otherwise because time passed or a first report came in
select
    count(distinct case when is_restatement and old_value is not null then release_id end) as release_count,
    count(*) filter (where is_restatement and old_value is not null) as restated_count,
    count(*) filter (where is_restatement and old_value is null) as added_count,
    count(*) filter (where not is_restatement) as other_count
from monitoring.restated
