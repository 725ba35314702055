-- One status for each continuous phase and reading, by one half-year of its span: the latest that reports are due
-- for, or that the phase has reported on already. Active needs a report that says so and links to evidence; not
-- started means that there is no such half-year yet, or that its report says so; all else, a missing report too, is
-- inactive.
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

judged as (
    select
        readings.phase_id,
        readings.reading,
        periods.reporting_period_id,
        reports.report_id,
        reports.status as report_status,
        reports.status = 'active' and reports.evidence_link is not null as is_active,
        row_number() over (
            partition by readings.phase_id, readings.reading
            order by periods.end_date desc
        ) as period_rank
    from int_phase_readings__unpivoted as readings
    inner join stg_calendar__reporting_periods as periods
        on extract(year from periods.start_date) between readings.start_year and readings.end_year
            and periods.start_date <= {{ as_of_date() }}
    left join int_milestone_reports__known as reports
        on readings.phase_id = reports.phase_id
            and periods.reporting_period_id = reports.reporting_period_id
            and reports.is_standing
    where readings.nature = 'continuous'
        and (periods.due_date <= {{ as_of_date() }} or reports.report_id is not null)
),

final as (
    select
        readings.phase_id,
        readings.reading,
        judged.report_id,
        judged.reporting_period_id,
        case
            when judged.phase_id is null or judged.report_status = 'not_started' then 'not_started'
            when judged.is_active then 'active'
            else 'inactive'
        end as status
    from int_phase_readings__unpivoted as readings
    left join judged
        on readings.phase_id = judged.phase_id
            and readings.reading = judged.reading
            and judged.period_rank = 1
    where readings.nature = 'continuous'
)

select * from final
