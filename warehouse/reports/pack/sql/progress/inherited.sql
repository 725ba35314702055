-- title: Outputs that draw directly on a late one
-- snapshots: milestones
-- late_output_id | Late output | text
-- late_output_label | Its name | text
-- late_reason | Why it counts as late | code
-- delay_days | Days late | days | days late of the phase that is latest | no day
-- output_id | Draws on it | text
-- output_label | Its name | text
-- basis | How the link is known | code
select distinct
    paths.late_output_id,
    late_outputs.output_label as late_output_label,
    paths.late_reason,
    paths.delay_days,
    paths.output_id,
    outputs.output_label,
    paths.basis
from monitoring.slip_paths as paths
inner join strategy.outputs as late_outputs
    on paths.late_output_id = late_outputs.output_id
inner join strategy.outputs
    on paths.output_id = outputs.output_id
where paths.reading = 'primary' and paths.length = 1
order by paths.late_output_id, paths.output_id, paths.basis
