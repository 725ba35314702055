select
    indicator_id,
    reference_area_code,
    before_mean,
    after_mean,
    difference,
    change_class,
    is_modelled,
    has_break,
    reason_no_difference
from evaluation.change_since_baseline
where disaggregation = 'total'
order by indicator_id, reference_area_code, aggregation_method
