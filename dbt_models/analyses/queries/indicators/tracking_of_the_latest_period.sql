select
    indicator_id,
    reference_area_code,
    disaggregation,
    year,
    unit,
    baseline_value,
    baseline_kind,
    target_value,
    value,
    value_kind,
    met_share,
    class,
    reason_not_rated
from indicators.tracking_table
where is_latest
order by indicator_id, reference_area_code, disaggregation, year
