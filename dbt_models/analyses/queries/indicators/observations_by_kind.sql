select
    dataset_code,
    observation_kind,
    count(*) as observation_count
from indicators.observations
group by dataset_code, observation_kind
order by dataset_code, observation_kind
