-- Outputs that are late under each reading, by the discrete phase that is latest: overdue, due without a report, or
-- with a forecast after the due date. delay_days: to the forecast where it lies ahead, else to the as-of date.
with
int_discrete_phases__assessed as (
    select * from {{ ref('int_discrete_phases__assessed') }}
),

int_phase_readings__unpivoted as (
    select * from {{ ref('int_phase_readings__unpivoted') }}
),

late as (
    select
        readings.output_id,
        assessed.phase_id,
        assessed.reading,
        readings.due_date,
        case
            when assessed.status = 'overdue' then 'overdue'
            when assessed.status = 'not_reported' then 'not_reported'
            else 'forecast late'
        end as late_reason,
        case
            when assessed.forecast_date > {{ as_of_date() }} and assessed.forecast_date > readings.due_date
                then {{ days_between('readings.due_date', 'assessed.forecast_date') }}
            else {{ days_between('readings.due_date', as_of_date()) }}
        end as delay_days
    from int_discrete_phases__assessed as assessed
    inner join int_phase_readings__unpivoted as readings
        on assessed.phase_id = readings.phase_id
            and assessed.reading = readings.reading
    where assessed.day_id = 'as_of'
        and (
            assessed.status in ('overdue', 'not_reported')
            or (assessed.status = 'not_due' and assessed.forecast_date > readings.due_date)
        )
),

ranked as (
    select
        *,
        row_number() over (partition by output_id, reading order by delay_days desc, phase_id asc) as late_rank
    from late
),

final as (
    select
        output_id,
        phase_id,
        reading,
        due_date,
        late_reason,
        delay_days
    from ranked
    where late_rank = 1
)

select * from final
