select
    source,
    count(*) as file_count,
    sum(row_count) as row_count,
    max(known_from) as newest_known_from
from guide.inputs
group by source
order by source
