-- Each series beside its baseline and what its sheet calls better: the difference of before and after, with the
-- pandemic years and without, from the baseline to the latest value, and why there is none.
{% set series = ['indicator_id', 'indicator_version_no', 'reference_area_code', 'disaggregation'] %}
with
int_change_series__summed as (
    select * from {{ ref('int_change_series__summed') }}
),

int_indicators__sheets as (
    select * from {{ ref('int_indicators__sheets') }}
),

int_baselines__versioned as (
    select *
    from {{ ref('int_baselines__versioned') }}
    where is_current
),

joined as (
    select
        summed.*,
        sheets.direction,
        case when sheets.direction in ('towards', 'band') then sheets.direction_low end as goal_low,
        case when sheets.direction in ('towards', 'band') then sheets.direction_high end as goal_high,
        baselines.baseline_year,
        baselines.baseline_value,
        baselines.baseline_rule,
        baselines.value_kind as baseline_kind,
        baselines.is_pandemic_year as is_pandemic_baseline,
        baselines.is_late as is_late_baseline,
        baselines.year_without_pandemic,
        baselines.value_without_pandemic
    from int_change_series__summed as summed
    inner join int_indicators__sheets as sheets
        on summed.indicator_id = sheets.indicator_id
            and summed.indicator_version_no = sheets.indicator_version_no
    left join int_baselines__versioned as baselines
        on {% for key in series %}
            summed.{{ key }} = baselines.{{ key }} and{% endfor %}
            summed.aggregation_method = 'as_published'
),

differing as (
    select
        *,
        {{ difference_of('after_mean', 'before_mean') }} as difference,
        {{ difference_of('after_mean', 'before_without_pandemic_mean') }} as difference_without_pandemic,
        case
            when after_latest_year > baseline_year then {{ difference_of('after_latest_value', 'baseline_value') }}
        end as latest_difference,
        case
            when after_latest_year > year_without_pandemic
                then {{ difference_of('after_latest_value', 'value_without_pandemic') }}
        end as latest_difference_without_pandemic,
        {% for span in ['before', 'before_without_pandemic'] %}
        case
            when after_count = 0 then 'no_point_after'
            when before_count = 0 and baseline_rule = 'zero_2022' then 'starts_from_nought'
            when before_count = 0 then 'no_point_before'
            when {{ span }}_count = 0 then 'pandemic_years_only'
        end as reason_no_difference{{ span | replace('before', '') }},
        {% endfor %}
        case
            when direction in ('up', 'down') then null
            when direction in ('towards', 'band') and goal_low is not null and goal_high is not null then null
            else 'no_direction'
        end as direction_reason
    from joined
),

final as (
    select
        {% for column in series + ['area_kind', 'aggregation_method', 'dataset_code'] + change_measures() %}
        {{ column }},
        {% endfor %}
        -- for the parts and the class
        direction,
        goal_low,
        goal_high,
        direction_reason,
        first_known_count,
        before_first_known_mean,
        after_first_known_mean,
        fixed_count,
        before_fixed_set_mean,
        after_fixed_set_mean
    from differing
)

select * from final
