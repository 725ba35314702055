select
    reason_not_rated,
    count(*) as case_count,
    count(distinct indicator_id) as indicator_count
from indicators.progress
where method = 'linear'
    and is_latest
    and reason_not_rated is not null
group by reason_not_rated
order by reason_not_rated
