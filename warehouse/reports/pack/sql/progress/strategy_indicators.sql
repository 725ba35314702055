-- title: Indicators of the strategy and its outputs: baseline, target and latest value
-- key: indicator_id
-- snapshots: strategy_indicators
-- indicator_id | Code | text
-- indicator_label | Indicator | text
-- unit | Unit | text
-- scope | Output or area | text annex
-- baseline_value | Baseline | measure | baseline value | no baseline
-- target_value | Target | measure | value aimed at | no target value
-- target_year | By | year | | no year
-- target_status | Target is | code annex | | no target
-- value | Latest value | measure | latest value reported | no value yet
-- year | Year | year | | no value yet
-- class | Class | code | | not rated
-- reason_not_rated | Why there is no class | code | | rated
select
    indicator_id,
    indicator_label,
    unit,
    scope,
    baseline_value,
    target_value,
    target_year,
    target_status,
    value,
    year,
    class,
    reason_not_rated
from indicators.tracking_table
where is_latest and reference_area_code = 'STRATEGY' and disaggregation = 'total'
order by indicator_id
