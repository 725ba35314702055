select
    related_output_id,
    count(*) as link_count,
    count(distinct output_id) as output_count
from strategy.synergies
group by related_output_id
order by link_count desc, related_output_id asc
