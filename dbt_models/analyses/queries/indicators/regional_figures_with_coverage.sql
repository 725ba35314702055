select
    dataset_code,
    group_label,
    disaggregation,
    year,
    method,
    value,
    modelled_share,
    country_count,
    member_count,
    ilostat_value
from indicators.regional_aggregates
where is_published
order by dataset_code, group_kind, group_code, disaggregation, year, method
