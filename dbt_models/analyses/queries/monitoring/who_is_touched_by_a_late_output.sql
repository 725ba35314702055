select
    late_output_id,
    output_id,
    path,
    length,
    delay_days
from monitoring.slip_paths
where reading = 'primary'
    and is_shortest
order by late_output_id, length, output_id, path
