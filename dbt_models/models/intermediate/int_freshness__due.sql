-- What is due once or by half-year on a day of its own: registers by the due date of each half-year that has ended,
-- the evaluation by the day that the strategy promised it for. Arrived: the first day on which it was handed in.
with
stg_calendar__reporting_periods as (
    select *
    from {{ ref('stg_calendar__reporting_periods') }}
    where end_date <= {{ as_of_date() }}
),

stg_calendar__commitment_due_dates as (
    select *
    from {{ ref('stg_calendar__commitment_due_dates') }}
    where commitment_id = 'C02'
),

int_register_rows__known as (
    select * from {{ ref('int_register_rows__known') }}
),

int_evaluation_rows__known as (
    select * from {{ ref('int_evaluation_rows__known') }}
),

periods_reported as (
    select
        reporting_period_id,
        cast(min(known_from) as date) as arrived_date
    from int_register_rows__known
    where record = 'milestone'
        and file_state <> 'draft'
    group by reporting_period_id
),

ratings as (
    select cast(min(known_from) as date) as arrived_date
    from int_evaluation_rows__known
    where record = 'rating'
        and not is_draft
),

final as (
    select
        'register' as source,
        calendar.reporting_period_id as unit_id,
        arrived.arrived_date,
        calendar.due_date as expected_by,
        'Every half-year, by its due date' as rhythm
    from stg_calendar__reporting_periods as calendar
    left join periods_reported as arrived
        on calendar.reporting_period_id = arrived.reporting_period_id
    union all
    select
        'evaluation' as source,
        'evaluation' as unit_id,
        ratings.arrived_date,
        coalesce(calendar.alternative_due_date, calendar.due_date) as expected_by,
        'Once, by the day that the strategy promised it for' as rhythm
    from stg_calendar__commitment_due_dates as calendar
    cross join ratings
)

select * from final
