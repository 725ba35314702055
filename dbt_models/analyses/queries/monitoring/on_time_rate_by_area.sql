with
last_assessed as (
    select max(assessed_on) as assessed_on
    from monitoring.action_area_progress
),

final as (
    select
        progress.action_area_id,
        max(progress.reporting_period_id) as reporting_period_id,
        max(progress.due_count) as due_count,
        max(progress.due_on_time_count) as due_on_time_count,
        max(progress.on_time_rate) as on_time_rate,
        max(progress.reporting_rate) as reporting_rate
    from monitoring.action_area_progress as progress
    inner join last_assessed
        on progress.assessed_on = last_assessed.assessed_on
    where progress.reading = 'primary'
    group by progress.action_area_id
)

select *
from final
order by action_area_id
