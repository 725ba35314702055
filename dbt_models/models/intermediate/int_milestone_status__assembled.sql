with
int_phase_readings__unpivoted as (
    select * from {{ ref('int_phase_readings__unpivoted') }}
),

int_discrete_phases__assessed as (
    select * from {{ ref('int_discrete_phases__assessed') }}
),

int_phase_evidence__judged as (
    select * from {{ ref('int_phase_evidence__judged') }}
),

int_forecast_slips__paired as (
    select * from {{ ref('int_forecast_slips__paired') }}
),

stg_strategy__outputs as (
    select * from {{ ref('stg_strategy__outputs') }}
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
        is_due,
        cast(null as integer) as active_periods,
        cast(null as integer) as elapsed_periods
    from int_discrete_phases__assessed
    where day_id = 'as_of'
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
        false as is_due,
        active_periods,
        elapsed_periods
    from int_continuous_phases__assessed
    where day_id = 'as_of'
),

slips as (
    select
        phase_id,
        sum(slip_days) as forecast_slip_days
    from int_forecast_slips__paired
    group by phase_id
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
        -- behind it
        coalesce(evidence.evidence_review, 'none') as evidence_review,
        cast(slips.forecast_slip_days as integer) as forecast_slip_days,
        assessed.active_periods,
        assessed.elapsed_periods,
        outputs.paragraphs as para,
        {{ is_sample_run() }} as is_sample
    from int_phase_readings__unpivoted as readings
    left join assessed
        on readings.phase_id = assessed.phase_id
            and readings.reading = assessed.reading
    left join int_phase_evidence__judged as evidence
        on assessed.report_id = evidence.report_id
    left join slips
        on readings.phase_id = slips.phase_id
            and readings.nature = 'discrete'
    left join stg_strategy__outputs as outputs
        on readings.output_id = outputs.output_id
)

select * from final
