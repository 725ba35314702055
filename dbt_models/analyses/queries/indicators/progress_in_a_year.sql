select
    indicator_id,
    coalesce(class, 'not rated') as class,
    count(*) as case_count
from indicators.progress_as_of(in_year := 2024)
group by indicator_id, coalesce(class, 'not rated')
order by indicator_id, coalesce(class, 'not rated')
