-- What growth countries have seen before the baseline of a target: from their first to their last value in the ten
-- years up to it, at least three years apart and after their last break. Projections and aggregates do not count.
{% set keys = ['indicator_id', 'indicator_version_no', 'disaggregation', 'baseline_year'] %}
with
int_target_growth__needed as (
    select * from {{ ref('int_target_growth__needed') }}
),

int_indicator_values__yearly as (
    select *
    from {{ ref('int_indicator_values__yearly') }}
    where value is not null
        and not coalesce(is_projected, false)
        and reference_area_code <> 'STRATEGY'
        and not {{ is_aggregate_code('reference_area_code') }}
),

windows as (
    select distinct {{ keys | join(', ') }}
    from int_target_growth__needed
),

placed as (
    select
        windows.{{ keys | join(',\n        windows.') }},
        observed.reference_area_code,
        observed.year,
        observed.value,
        max(case when observed.is_break then observed.year end) over (
            partition by windows.{{ keys | join(', windows.') }}, observed.reference_area_code
        ) as last_break_year
    from windows
    inner join int_indicator_values__yearly as observed
        on windows.indicator_id = observed.indicator_id
            and windows.indicator_version_no = observed.indicator_version_no
            and windows.disaggregation = observed.disaggregation
            and observed.year between windows.baseline_year - 10 and windows.baseline_year
),

unbroken as (
    select
        *,
        min(year) over (partition by {{ keys | join(', ') }}, reference_area_code) as first_year,
        max(year) over (partition by {{ keys | join(', ') }}, reference_area_code) as last_year
    from placed
    where last_break_year is null or year >= last_break_year
),

ends as (
    select
        {{ keys | join(',\n        ') }},
        reference_area_code,
        max(last_year - first_year) as span,
        max(case when year = first_year then value end) as first_value,
        max(case when year = last_year then value end) as last_value
    from unbroken
    group by
        {{ keys | join(',\n        ') }},
        reference_area_code
),

final as (
    select
        -- keys
        {{ keys | join(',\n        ') }},
        reference_area_code,
        -- growth
        case
            when first_value > 0 and last_value > 0
                then 100 * (power(last_value / nullif(first_value, 0), cast(1 as double) / nullif(span, 0)) - 1)
        end as rate,
        (last_value - first_value) / nullif(span, 0) as change
    from ends
    where span >= 3
)

select * from final
