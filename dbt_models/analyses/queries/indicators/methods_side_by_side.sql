select
    indicator_id,
    reference_area_code,
    disaggregation,
    year,
    max(case when method = 'linear' then class end) as linear_class,
    max(case when method = 'trend' then class end) as trend_class,
    count(distinct class) as class_count
from indicators.progress
where is_latest
group by indicator_id, reference_area_code, disaggregation, year
having count(distinct class) > 1
order by indicator_id, reference_area_code, disaggregation, year
