select
    indicator_id,
    indicator_label,
    disaggregation,
    unit,
    baseline_year,
    baseline_value,
    baseline_kind,
    year,
    value,
    value_kind,
    class,
    reason_not_rated
from indicators.country_profile('KHM')
