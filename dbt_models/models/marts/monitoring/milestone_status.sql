with
int_phase_readings__unpivoted as (
    select * from {{ ref('int_phase_readings__unpivoted') }}
),

int_discrete_phases__assessed as (
    select * from {{ ref('int_discrete_phases__assessed') }}
),

int_continuous_phases__assessed as (
    select * from {{ ref('int_continuous_phases__assessed') }}
),

assessed as (
    select
        phase_id,
        reading,
        status,
        actual_date,
        forecast_date,
        delay_days,
        reporting_period_id,
        report_id,
        is_due
    from int_discrete_phases__assessed
    union all
    select
        phase_id,
        reading,
        status,
        cast(null as date) as actual_date,
        cast(null as date) as forecast_date,
        cast(null as integer) as delay_days,
        reporting_period_id,
        report_id,
        false as is_due
    from int_continuous_phases__assessed
),

final as (
    select
        -- keys
        {{ as_of_date() }} as as_of_date,
        readings.phase_id,
        readings.output_id,
        readings.action_area_id,
        readings.reading,
        -- plan
        readings.nature,
        readings.start_year,
        readings.end_year,
        readings.due_date,
        -- state
        assessed.status,
        assessed.actual_date,
        assessed.forecast_date,
        assessed.delay_days,
        readings.reading_confidence,
        assessed.reporting_period_id,
        assessed.report_id,
        assessed.is_due,
        {{ is_sample_run() }} as is_sample
    from int_phase_readings__unpivoted as readings
    left join assessed
        on readings.phase_id = assessed.phase_id
            and readings.reading = assessed.reading
)

select * from final
