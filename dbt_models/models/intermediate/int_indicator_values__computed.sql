-- Yearly values of the indicators that are computed from the register itself, on the primary reading: milestones
-- reached in time out of those due by the last half-year begun (ST01), results with evidence that a review accepted out
-- of the results that count (ST02), reports received in time out of those due (ST03). Shares keep their two parts.
with
int_indicators__sheets as (
    select * from {{ ref('int_indicators__sheets') }}
),

int_strategy__summed as (
    select * from {{ ref('int_strategy__summed') }}
),

int_results__valued as (
    select * from {{ ref('int_results__valued') }}
),

int_evidence__reviewed as (
    select * from {{ ref('int_evidence__reviewed') }}
),

stg_calendar__reporting_periods as (
    select * from {{ ref('stg_calendar__reporting_periods') }}
),

periods as (
    select
        reporting_period_id,
        end_date,
        due_date,
        cast(extract(year from end_date) as integer) as year
    from stg_calendar__reporting_periods
),

half_years as (
    select
        periods.year,
        periods.due_date,
        summed.due_count,
        summed.due_on_time_count,
        summed.output_count,
        summed.reported_in_time_count,
        row_number() over (partition by periods.year order by periods.end_date desc) as period_rank
    from int_strategy__summed as summed
    inner join periods
        on summed.reporting_period_id = periods.reporting_period_id
    where summed.reading = 'primary'
),

accepted as (
    select distinct
        indicator_id,
        reporting_period_id
    from int_evidence__reviewed
    where is_standing
        and review_word = 'accepted'
),

parts as (
    select
        'ST01' as indicator_id,
        year,
        due_on_time_count as numerator,
        due_count as denominator
    from half_years
    where period_rank = 1
    union all
    select
        'ST02' as indicator_id,
        periods.year,
        count(accepted.indicator_id) as numerator,
        count(*) as denominator
    from int_results__valued as results
    inner join periods
        on results.reporting_period_id = periods.reporting_period_id
    left join accepted
        on results.indicator_id = accepted.indicator_id
            and results.reporting_period_id = accepted.reporting_period_id
    where results.counts
        and results.is_latest
    group by periods.year
    union all
    select
        'ST03' as indicator_id,
        year,
        sum(reported_in_time_count) as numerator,
        sum(output_count) as denominator
    from half_years
    where due_date <= {{ as_of_date() }}
    group by year
),

final as (
    select
        -- keys
        sheets.indicator_id,
        sheets.indicator_version_no,
        parts.year,
        -- value
        100 * cast(parts.numerator as double) / parts.denominator as value,
        cast(parts.numerator as double) as numerator,
        cast(parts.denominator as double) as denominator
    from parts
    inner join int_indicators__sheets as sheets
        on parts.indicator_id = sheets.indicator_id
    where parts.denominator > 0
)

select * from final
