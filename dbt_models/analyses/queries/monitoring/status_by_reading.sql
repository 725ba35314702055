select
    status,
    count(case when reading = 'primary' then 1 end) as primary_count,
    count(case when reading = 'alternative' then 1 end) as alternative_count
from monitoring.milestone_status
group by status
order by status
