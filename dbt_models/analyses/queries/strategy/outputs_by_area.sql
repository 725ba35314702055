select
    outputs.action_area_id,
    areas.action_area_label,
    outputs.output_id,
    outputs.output_label,
    outputs.phase_count
from strategy.outputs as outputs
inner join strategy.action_areas as areas
    on outputs.action_area_id = areas.action_area_id
order by outputs.action_area_id, outputs.output_no
