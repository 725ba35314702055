-- The step from one value of a country's series to the next, per year that lies between, and the spread of the steps of
-- its series. Steps and not values, because a series that rises is no outlier at its end. Rounded, so that steps of 0.1
-- are equal though computers count in halves.
{{ config(materialized='view') }}
{% set series = ['snapshot_id', 'dataset_code', 'reference_area_code', 'disaggregation'] %}
with
int_series_values__placed as (
    select *
    from {{ ref('int_series_values__placed') }}
    where not is_aggregate
),

sequenced as (
    select
        *,
        lag(value) over (partition by {{ series | join(', ') }} order by year) as previous_value,
        lag(year) over (partition by {{ series | join(', ') }} order by year) as previous_year
    from int_series_values__placed
),

steps as (
    select
        *,
        {{ rounded('(value - previous_value) / (year - previous_year)', 9) }} as step
    from sequenced
    where previous_year is not null
),

centres as (
    select
        {{ series | join(',\n        ') }},
        count(*) as step_count,
        median(step) as median_step
    from steps
    group by {{ series | join(', ') }}
),

deviating as (
    select
        steps.*,
        centres.step_count,
        centres.median_step,
        {{ rounded('abs(steps.step - centres.median_step)', 9) }} as deviation
    from steps
    inner join centres
        on {% for column in series %}
            steps.{{ column }} = centres.{{ column }}{{ ' and' if not loop.last }}{% endfor %}
),

spreads as (
    select
        {{ series | join(',\n        ') }},
        {{ rounded('median(deviation)', 9) }} as median_deviation,
        {{ rounded(exact_sum('deviation') ~ ' / count(*)', 9) }} as mean_deviation,
        count(case when deviation > 0 then 1 end) as deviating_count
    from deviating
    group by {{ series | join(', ') }}
),

final as (
    select
        -- the value
        deviating.snapshot_id,
        deviating.row_number,
        deviating.dataset_code,
        deviating.indicator_code,
        deviating.reference_area_code,
        deviating.disaggregation,
        deviating.sex_code,
        deviating.classification_1_code,
        deviating.classification_2_code,
        deviating.year,
        deviating.value,
        deviating.is_break,
        deviating.observation_kind,
        deviating.is_sample,
        -- the step to it
        deviating.previous_year,
        deviating.previous_value,
        deviating.step,
        -- the steps of its series
        deviating.step_count,
        deviating.median_step,
        deviating.deviation,
        spreads.median_deviation,
        spreads.mean_deviation,
        spreads.deviating_count
    from deviating
    inner join spreads
        on {% for column in series %}
            deviating.{{ column }} = spreads.{{ column }}{{ ' and' if not loop.last }}{% endfor %}
)

select * from final
