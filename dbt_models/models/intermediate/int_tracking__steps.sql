-- Which way each value went since the one before it: better, worse or unchanged by the direction of the indicator,
-- rose or fell where none is agreed. Where a value or a band is aimed at, nearer is better. A step over a break says
-- nothing.
{% set keys = 'indicator_id, indicator_version_no, reference_area_code, disaggregation' %}
with
int_progress__cases as (
    select * from {{ ref('int_progress__cases') }}
),

int_indicator_values__yearly as (
    select * from {{ ref('int_indicator_values__yearly') }}
),

placed as (
    select
        cases.indicator_id,
        cases.indicator_version_no,
        cases.reference_area_code,
        cases.disaggregation,
        cases.year,
        cases.value,
        yearly.is_break,
        case
            when cases.direction = 'down' then cases.value
            when cases.direction = 'up' then -cases.value
            when cases.direction in ('towards', 'band')
                then greatest(cases.direction_low - cases.value, cases.value - cases.direction_high, 0)
        end as distance
    from int_progress__cases as cases
    left join int_indicator_values__yearly as yearly
        on cases.indicator_id = yearly.indicator_id
            and cases.indicator_version_no = yearly.indicator_version_no
            and cases.reference_area_code = yearly.reference_area_code
            and cases.disaggregation = yearly.disaggregation
            and cases.year = yearly.year
),

stepped as (
    select
        *,
        lag(year) over (partition by {{ keys }} order by year) as year_before,
        lag(value) over (partition by {{ keys }} order by year) as value_before,
        lag(distance) over (partition by {{ keys }} order by year) as distance_before
    from placed
),

final as (
    select
        -- keys
        indicator_id,
        indicator_version_no,
        reference_area_code,
        disaggregation,
        year,
        -- step
        year_before as trend_from_year,
        case
            when coalesce(is_break, false) or value_before is null then null
            when value = value_before then 'unchanged'
            when distance is null and value > value_before then 'rose'
            when distance is null then 'fell'
            when distance < distance_before then 'better'
            when distance > distance_before then 'worse'
            else 'unchanged'
        end as trend
    from stepped
)

select * from final
