select
    record,
    is_declared,
    count(*) as change_count
from monitoring.change_log
group by record, is_declared
order by record, is_declared
