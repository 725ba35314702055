-- title: Estimates of designs that the gate lets through
-- key: estimate_key
-- snapshots: designs
-- estimate_key | Key | text annex
-- design_id | Design | text
-- quantity | Quantity | code
-- unit | Unit | text
-- better | Better is | text
-- method | Method | code
-- estimate | Estimate | number | estimate, in the unit of the indicator
-- interval_low | From | number | low end of the 95 % interval | no interval
-- interval_high | To | number | high end of the 95 % interval | no interval
-- p_value | p-value | number | share of the assignments as far from nought | no test
-- treated_count | Treated | count | treated areas that could be used
-- comparison_count | Comparison | count | comparison areas that could be used | no comparison
-- points_before | Years before | count annex | years before the first start
-- points_after | Years after | count annex | years from the last start on
-- claim | Claim | code
-- claim_words | What may be claimed | text annex
with directed as (
    select
        estimates.*,
        case indicators.direction when 'up' then 'higher' when 'down' then 'lower' else 'not agreed' end as better
    from evaluation.impact_estimates as estimates
    left join indicators.indicators
        on estimates.indicator_id = indicators.indicator_id
)

select
    design_id || '|' || quantity as estimate_key,
    design_id,
    quantity,
    unit,
    better,
    method,
    estimate,
    interval_low,
    interval_high,
    p_value,
    treated_count,
    comparison_count,
    points_before,
    points_after,
    claim,
    claim_words
from directed
where is_current and verdict = 'passed'
order by design_id, quantity
