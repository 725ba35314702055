select
    dataset_code,
    reference_area_code,
    year,
    women_value,
    men_value,
    women_observation_kind,
    men_observation_kind,
    difference,
    ratio,
    has_same_source
from indicators.group_gaps
where difference is not null
    and not is_aggregate
order by abs(difference) desc, dataset_code asc, reference_area_code asc, year asc
limit 50
