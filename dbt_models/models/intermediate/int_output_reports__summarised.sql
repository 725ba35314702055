-- Per output and half-year: what came in. The state is that of the last report that counts; where none counts, that of
-- the last one at all. In time means that the first report that counts was submitted by the day that reports are due.
with
int_register_rows__decided as (
    select * from {{ ref('int_register_rows__decided') }}
),

stg_calendar__reporting_periods as (
    select * from {{ ref('stg_calendar__reporting_periods') }}
),

ranked as (
    select
        reports.*,
        periods.due_date as report_due_date,
        row_number() over (
            partition by reports.output_id, reports.reporting_period_id
            order by case when reports.counts then 0 else 1 end, reports.known_from desc, reports.report_id desc
        ) as state_rank
    from int_register_rows__decided as reports
    inner join stg_calendar__reporting_periods as periods
        on reports.reporting_period_id = periods.reporting_period_id
    where reports.record in ('milestone', 'narrative', 'result')
),

final as (
    select
        output_id,
        reporting_period_id,
        max(case when state_rank = 1 then report_state end) as report_state,
        max(case when counts and record = 'milestone' then 1 else 0 end) = 1 as is_reported,
        max(case when counts and record = 'milestone' and cast(known_from as date) <= report_due_date then 1 else 0 end)
        = 1 as is_reported_in_time,
        sum(case when is_standing and record = 'narrative' then 1 else 0 end) as narrative_count
    from ranked
    group by output_id, reporting_period_id
)

select * from final
