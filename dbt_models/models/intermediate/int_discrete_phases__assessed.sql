-- One status for each discrete phase, reading and day of assessment. A day counts to its end: a phase is due on its
-- due date. Delay counts from the due date: to the completion, else to a forecast that lies ahead, else, while it is
-- overdue, to the day. A forecast that has come and gone says nothing; neither does silence.
with
int_phase_readings__unpivoted as (
    select * from {{ ref('int_phase_readings__unpivoted') }}
),

int_assessment_days__listed as (
    select * from {{ ref('int_assessment_days__listed') }}
),

int_phase_reports__summarised as (
    select * from {{ ref('int_phase_reports__summarised') }}
),

dated as (
    select
        days.day_id,
        readings.phase_id,
        readings.reading,
        readings.due_date,
        reports.report_id,
        reports.reporting_period_id,
        reports.actual_date,
        case when not reports.is_cancelled then reports.forecast_date end as forecast_date,
        coalesce(reports.is_cancelled, false) as is_cancelled,
        days.assessed_date,
        readings.due_date <= days.assessed_date as is_past_due
    from int_phase_readings__unpivoted as readings
    cross join int_assessment_days__listed as days
    left join int_phase_reports__summarised as reports
        on readings.phase_id = reports.phase_id
            and days.day_id = reports.day_id
    where readings.nature = 'discrete'
),

final as (
    select
        day_id,
        phase_id,
        reading,
        report_id,
        reporting_period_id,
        actual_date,
        forecast_date,
        case
            when actual_date <= due_date then 'achieved_on_time'
            when actual_date > due_date then 'achieved_late'
            when is_cancelled then 'cancelled'
            when not is_past_due then 'not_due'
            when report_id is not null then 'overdue'
            else 'not_reported'
        end as status,
        case
            when actual_date is not null then {{ days_between('due_date', 'actual_date') }}
            when is_cancelled then null
            when forecast_date > due_date and forecast_date > assessed_date
                then {{ days_between('due_date', 'forecast_date') }}
            when is_past_due and report_id is not null then {{ days_between('due_date', 'assessed_date') }}
        end as delay_days,
        is_past_due and (actual_date is not null or not is_cancelled) as is_due
    from dated
)

select * from final
