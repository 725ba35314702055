-- title: Restated figures by earlier release and cause
-- snapshots: everything
-- release_id | Earlier release | text
-- release_as_of_date | As of | date
-- cause | Cause | code
-- figure_count | Figures | count | figures of that release that read otherwise now for this cause
select
    release_id,
    release_as_of_date,
    cause,
    count(*) as figure_count
from monitoring.restated
where is_restatement and old_value is not null
group by release_id, release_as_of_date, cause
order by release_id desc, figure_count desc, cause
