-- Yearly values of the indicators that the register reports, from half-years. Yes or no: the last word of the year.
-- Distinct: the highest of the year. Cumulative: everything since the start. Periodic: shares from the numerators and
-- denominators of the year, never averaged; else the last of the year. Each value names the row that decided it.
{% set keys = ['indicator_id', 'indicator_version_no', 'disaggregation'] %}
with
int_indicators__sheets as (
    select * from {{ ref('int_indicators__sheets') }}
),

int_results__valued as (
    select * from {{ ref('int_results__valued') }}
),

stg_calendar__reporting_periods as (
    select * from {{ ref('stg_calendar__reporting_periods') }}
),

results as (
    select
        sheets.indicator_id,
        sheets.indicator_version_no,
        sheets.measure_type = 'binary' as is_binary,
        sheets.cumulation,
        results.disaggregation,
        cast(extract(year from periods.end_date) as integer) as year,
        periods.end_date,
        results.numerator,
        results.denominator,
        results.value,
        results.snapshot_id,
        results.row_number
    from int_results__valued as results
    inner join int_indicators__sheets as sheets
        on results.indicator_id = sheets.indicator_id
    inner join stg_calendar__reporting_periods as periods
        on results.reporting_period_id = periods.reporting_period_id
    where results.counts and results.is_latest and results.value is not null
),

ranked as (
    select
        *,
        row_number() over (
            partition by {{ keys | join(', ') }}, year
            order by case when cumulation = 'distinct' and not is_binary then value end desc nulls last, end_date desc
        ) as deciding_rank
    from results
),

summed as (
    select
        {{ keys | join(', ') }},
        year,
        sum(value) as value_sum,
        sum(numerator) as numerator_sum,
        sum(denominator) as denominator_sum,
        case when count(*) = count(denominator) then 1 else 0 end as is_share_year
    from results
    group by {{ keys | join(', ') }}, year
),

running as (
    select
        *,
        sum(value_sum) over (partition by {{ keys | join(', ') }} order by year) as running_value,
        sum(numerator_sum) over (partition by {{ keys | join(', ') }} order by year) as running_numerator,
        min(is_share_year) over (partition by {{ keys | join(', ') }} order by year) as is_share_so_far
    from summed
),

combined as (
    select
        deciding.*,
        running.numerator_sum,
        running.denominator_sum,
        running.running_value,
        running.running_numerator,
        deciding.denominator as running_denominator,
        case
            when deciding.is_binary or deciding.cumulation = 'distinct' then 'deciding row'
            when deciding.cumulation = 'cumulative' and running.is_share_so_far = 1 then 'share since the start'
            when deciding.cumulation = 'cumulative' then 'sum since the start'
            when running.is_share_year = 1 then 'share of the year'
            else 'deciding row'
        end as combination
    from ranked as deciding
    inner join running
        on {% for key in keys %}
            deciding.{{ key }} = running.{{ key }} and{% endfor %}
            deciding.year = running.year
    where deciding.deciding_rank = 1
),

final as (
    select
        -- keys
        {{ keys | join(', ') }},
        year,
        -- value
        case combination
            when 'deciding row' then value
            when 'sum since the start' then running_value
            when 'share since the start' then 100 * running_numerator / nullif(running_denominator, 0)
            when 'share of the year' then 100 * numerator_sum / nullif(denominator_sum, 0)
        end as value,
        {% for part in ['numerator', 'denominator'] %}
        case combination
            when 'deciding row' then {{ part }}
            when 'share since the start' then running_{{ part }}
            when 'share of the year' then {{ part }}_sum
        end as {{ part }},
        {% endfor %}
        combination,
        -- origin
        snapshot_id,
        row_number
    from combined
)

select * from final
