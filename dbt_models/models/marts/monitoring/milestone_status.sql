with
int_milestone_status__assembled as (
    select * from {{ ref('int_milestone_status__assembled') }}
),

final as (
    select
        as_of_date,
        phase_id,
        output_id,
        action_area_id,
        reading,
        nature,
        start_year,
        end_year,
        due_date,
        status,
        actual_date,
        forecast_date,
        delay_days,
        reading_confidence,
        reporting_period_id,
        report_id,
        is_due,
        evidence_review,
        forecast_slip_days,
        active_periods,
        elapsed_periods,
        para,
        is_sample
    from int_milestone_status__assembled
)

select * from final
