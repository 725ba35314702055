select
    late_output_id,
    output_id,
    path,
    length,
    late_reason,
    delay_days
from monitoring.slip_paths
where reading = 'primary'
    and is_shortest
order by late_output_id, length, output_id, path
