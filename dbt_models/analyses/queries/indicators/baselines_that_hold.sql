select
    indicator_id,
    baseline_year,
    is_pandemic_year,
    is_late,
    count(*) as baseline_count
from indicators.baselines
where is_current
group by indicator_id, baseline_year, is_pandemic_year, is_late
order by indicator_id, baseline_year, is_pandemic_year, is_late
