select
    end_year,
    count(*) as phase_count
from strategy.phases
where nature = 'discrete'
group by end_year
order by end_year
