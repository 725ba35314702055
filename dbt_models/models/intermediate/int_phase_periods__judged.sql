-- Each continuous phase and reading in each half-year of its span that has elapsed: begun by the as-of date, and either
-- its reports are due or the phase has reported on it already. Active needs a report that says so and evidence that
-- no review has rejected; a period without a report that counts is not reported.
with
int_phase_readings__unpivoted as (
    select * from {{ ref('int_phase_readings__unpivoted') }}
),

stg_calendar__reporting_periods as (
    select * from {{ ref('stg_calendar__reporting_periods') }}
),

int_milestone_reports__known as (
    select * from {{ ref('int_milestone_reports__known') }}
),

int_phase_evidence__judged as (
    select * from {{ ref('int_phase_evidence__judged') }}
),

final as (
    select
        readings.phase_id,
        readings.reading,
        periods.reporting_period_id,
        periods.end_date as period_end_date,
        reports.report_id,
        reports.is_sample,
        case
            when reports.report_id is null then 'not_reported'
            when reports.status = 'not_started' then 'not_started'
            when reports.status = 'active' and evidence.is_evidenced then 'active'
            else 'inactive'
        end as status,
        coalesce(evidence.evidence_review, 'none') as evidence_review
    from int_phase_readings__unpivoted as readings
    inner join stg_calendar__reporting_periods as periods
        on extract(year from periods.start_date) between readings.start_year and readings.end_year
            and periods.start_date <= {{ as_of_date() }}
    left join int_milestone_reports__known as reports
        on readings.phase_id = reports.phase_id
            and periods.reporting_period_id = reports.reporting_period_id
            and reports.is_standing
    left join int_phase_evidence__judged as evidence
        on reports.report_id = evidence.report_id
    where readings.nature = 'continuous'
        and (periods.due_date <= {{ as_of_date() }} or reports.report_id is not null)
)

select * from final
