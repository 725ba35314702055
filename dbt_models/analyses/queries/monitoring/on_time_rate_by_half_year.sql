select
    reporting_period_id,
    assessed_on,
    due_count,
    due_on_time_count,
    on_time_rate
from monitoring.strategy_progress
where reading = 'primary'
order by reporting_period_id
