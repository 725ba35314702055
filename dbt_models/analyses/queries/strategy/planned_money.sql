select
    areas.action_area_id,
    areas.action_area_label,
    envelopes.low_amount_usd,
    envelopes.high_amount_usd,
    envelopes.is_full_cost_estimable
from strategy.resource_envelopes as envelopes
inner join strategy.action_areas as areas
    on envelopes.action_area_id = areas.action_area_id
order by areas.action_area_no
