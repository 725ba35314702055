-- One status for each continuous phase, reading and day of assessment, by the latest elapsed half-year of its span up
-- to that day. Not started means that there is no such half-year yet, or that its report says so; all else but active,
-- a missing report too, is inactive.
with
int_phase_readings__unpivoted as (
    select * from {{ ref('int_phase_readings__unpivoted') }}
),

int_assessment_days__listed as (
    select * from {{ ref('int_assessment_days__listed') }}
),

int_phase_periods__judged as (
    select * from {{ ref('int_phase_periods__judged') }}
),

ranked as (
    select
        days.day_id,
        judged.*,
        row_number() over (
            partition by days.day_id, judged.phase_id, judged.reading
            order by judged.period_end_date desc
        ) as period_rank
    from int_assessment_days__listed as days
    inner join int_phase_periods__judged as judged
        on days.last_period_end_date >= judged.period_end_date
),

counted as (
    select
        day_id,
        phase_id,
        reading,
        count(*) as elapsed_periods,
        sum(case when status = 'active' then 1 else 0 end) as active_periods
    from ranked
    group by day_id, phase_id, reading
),

final as (
    select
        days.day_id,
        readings.phase_id,
        readings.reading,
        latest.report_id,
        latest.reporting_period_id,
        coalesce(latest.evidence_review, 'none') as evidence_review,
        cast(coalesce(counted.active_periods, 0) as integer) as active_periods,
        cast(coalesce(counted.elapsed_periods, 0) as integer) as elapsed_periods,
        case
            when latest.phase_id is null or latest.status = 'not_started' then 'not_started'
            when latest.status = 'active' then 'active'
            else 'inactive'
        end as status
    from int_phase_readings__unpivoted as readings
    cross join int_assessment_days__listed as days
    left join ranked as latest
        on readings.phase_id = latest.phase_id
            and readings.reading = latest.reading
            and days.day_id = latest.day_id
            and latest.period_rank = 1
    left join counted
        on readings.phase_id = counted.phase_id
            and readings.reading = counted.reading
            and days.day_id = counted.day_id
    where readings.nature = 'continuous'
)

select * from final
