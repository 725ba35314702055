-- Values worth a look: steps that stand out from their series, values beyond what can be, and revisions that change
-- much.
{% set of_step = [
    'snapshot_id', 'row_number', 'dataset_code', 'indicator_code', 'reference_area_code', 'sex_code',
    'classification_1_code', 'classification_2_code',
] %}
with
int_steps__tested as (
    select * from {{ ref('int_steps__tested') }}
),

int_revisions__scored as (
    select * from {{ ref('int_revisions__scored') }}
),

int_aggregation_rules__chosen as (
    select * from {{ ref('int_aggregation_rules__chosen') }}
),

beyond_limits as (
    select
        figures.*,
        case
            when figures.value < rules.natural_limit_low then rules.natural_limit_low
            else rules.natural_limit_high
        end as broken_limit
    from {{ ref('int_series_values__placed') }} as figures
    inner join int_aggregation_rules__chosen as rules
        on figures.dataset_code = rules.dataset_code
    where figures.value < rules.natural_limit_low
        or figures.value > rules.natural_limit_high
),

unioned as (
    select
        {{ of_step | join(',\n        ') }},
        cast(null as bigint) as old_row_number,
        cast(year as string) as time_period,
        year,
        test,
        value,
        previous_value,
        cast(previous_year as string) as previous_time_period,
        statistic,
        case
            when test = 'step' then {{ step_threshold() }}
            when test <> 'any_change' then {{ outlier_threshold() }}
        end as threshold,
        cast(step_count as integer) as step_count,
        median_step,
        case when test = 'mean_deviation' then mean_deviation else median_deviation end as spread,
        p_value,
        adjusted_p_value,
        cast(family_count as integer) as family_count,
        is_break,
        observation_kind,
        is_sample
    from int_steps__tested
    union all
    select
        {{ of_step | join(',\n        ') }},
        cast(null as bigint) as old_row_number,
        cast(year as string) as time_period,
        year,
        'range' as test,
        value,
        cast(null as double) as previous_value,
        cast(null as string) as previous_time_period,
        value as statistic,
        broken_limit as threshold,
        cast(null as integer) as step_count,
        cast(null as double) as median_step,
        cast(null as double) as spread,
        cast(null as double) as p_value,
        cast(null as double) as adjusted_p_value,
        cast(null as integer) as family_count,
        is_break,
        observation_kind,
        is_sample
    from beyond_limits
    union all
    select
        new_snapshot_id as snapshot_id,
        new_row_number as row_number,
        dataset_code,
        substring(dataset_code, 1, length(dataset_code) - 2) as indicator_code,
        reference_area_code,
        sex_code,
        classification_1_code,
        classification_2_code,
        old_row_number,
        time_period,
        year,
        'revision' as test,
        new_value as value,
        old_value as previous_value,
        time_period as previous_time_period,
        score as statistic,
        {{ revision_threshold() }} as threshold,
        cast(null as integer) as step_count,
        cast(null as double) as median_step,
        tolerance as spread,
        cast(null as double) as p_value,
        cast(null as double) as adjusted_p_value,
        cast(null as integer) as family_count,
        cast(null as boolean) as is_break,
        cast(null as string) as observation_kind,
        is_sample
    from int_revisions__scored
),

final as (
    select
        *,
        adjusted_p_value <= {{ largest_false_share() }} as stands_after_adjustment
    from unioned
)

select * from final
