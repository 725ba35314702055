select
    indicator_id,
    coalesce(class, 'not rated') as class,
    count(*) as case_count
from indicators.progress
where method = 'linear'
    and is_latest
    and disaggregation = 'total'
group by indicator_id, coalesce(class, 'not rated')
order by indicator_id, coalesce(class, 'not rated')
