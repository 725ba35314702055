-- Per output, reading and half-year begun by the as-of date: how its phases stood at the end of the half-year (or at
-- the as-of date, where that comes first). Milestones and activities are counted apart and never added up.
with
int_discrete_phases__assessed as (
    select * from {{ ref('int_discrete_phases__assessed') }}
),

int_continuous_phases__assessed as (
    select * from {{ ref('int_continuous_phases__assessed') }}
),

int_phase_readings__unpivoted as (
    select * from {{ ref('int_phase_readings__unpivoted') }}
),

int_assessment_days__listed as (
    select * from {{ ref('int_assessment_days__listed') }}
),

judged as (
    select
        day_id,
        phase_id,
        reading,
        status,
        is_due,
        0 as active_periods,
        0 as elapsed_periods,
        cast(null as string) as reporting_period_id
    from int_discrete_phases__assessed
    union all
    select
        day_id,
        phase_id,
        reading,
        status,
        false as is_due,
        active_periods,
        elapsed_periods,
        reporting_period_id
    from int_continuous_phases__assessed
),

final as (
    select
        days.reporting_period_id,
        days.period_start_date,
        days.period_end_date,
        days.report_due_date,
        days.assessed_date,
        readings.output_id,
        readings.action_area_id,
        readings.reading,
        {% for status in ['achieved_on_time', 'achieved_late', 'overdue', 'not_reported', 'cancelled', 'not_due'] -%}
        sum(case when readings.nature = 'discrete' and judged.status = '{{ status }}' then 1 else 0 end)
            as {{ status }}_count,
        {% endfor -%}
        sum(case when judged.is_due then 1 else 0 end) as due_count,
        sum(case when judged.is_due and judged.status = 'achieved_on_time' then 1 else 0 end) as due_on_time_count,
        sum(case
            when
                readings.nature = 'continuous'
                and extract(year from days.period_end_date) between readings.start_year and readings.end_year
                then 1
            else 0
        end) as planned_continuous_count,
        sum(case
            when judged.status = 'active' and judged.reporting_period_id = days.reporting_period_id then 1
            else 0
        end) as active_count,
        sum(judged.elapsed_periods) as elapsed_phase_periods,
        sum(judged.active_periods) as active_phase_periods,
        sum(case
            when readings.nature = 'discrete' and extract(year from days.period_end_date) <= readings.end_year then 1
            else 0
        end) as milestones_ahead_count
    from judged
    inner join int_phase_readings__unpivoted as readings
        on judged.phase_id = readings.phase_id
            and judged.reading = readings.reading
    inner join int_assessment_days__listed as days
        on judged.day_id = days.day_id
    where days.reporting_period_id is not null
    group by
        days.reporting_period_id, days.period_start_date, days.period_end_date, days.report_due_date,
        days.assessed_date, readings.output_id, readings.action_area_id, readings.reading
)

select * from final
