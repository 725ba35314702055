with
int_phase_periods__judged as (
    select * from {{ ref('int_phase_periods__judged') }}
),

int_phase_readings__unpivoted as (
    select * from {{ ref('int_phase_readings__unpivoted') }}
),

final as (
    select
        judged.phase_id,
        readings.output_id,
        readings.action_area_id,
        judged.reading,
        judged.reporting_period_id,
        judged.period_end_date,
        judged.status,
        judged.evidence_review,
        judged.report_id,
        {{ is_sample_run() }} as is_sample
    from int_phase_periods__judged as judged
    inner join int_phase_readings__unpivoted as readings
        on judged.phase_id = readings.phase_id
            and judged.reading = readings.reading
)

select * from final
