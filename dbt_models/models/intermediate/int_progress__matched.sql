-- Each yearly value beside its baseline and its target: the years from the baseline on (where there is none,
-- from the start of the strategy), and in any case the latest. Projections and years after the as-of date are left out.
{% set keys = ['indicator_id', 'indicator_version_no', 'reference_area_code', 'disaggregation'] %}
{% set start_year = 2023 %}
with
int_indicator_values__yearly as (
    select
        *,
        max(year) over (partition by {{ keys | join(', ') }}) as latest_year
    from {{ ref('int_indicator_values__yearly') }}
    where not coalesce(is_projected, false)
        and year <= extract(year from {{ as_of_date() }})
),

int_indicators__sheets as (
    select * from {{ ref('int_indicators__sheets') }}
),

int_baselines__versioned as (
    select *
    from {{ ref('int_baselines__versioned') }}
    where is_current
),

int_targets__known as (
    select *
    from {{ ref('int_targets__known') }}
    where is_current
),

matched as (
    select
        -- value
        {% for column in keys + [
            'sex_code', 'classification_1_code', 'classification_2_code', 'year', 'value', 'value_kind', 'is_break',
            'observation_status_code', 'source_code', 'latest_year', 'is_partial', 'is_sample', 'snapshot_id',
            'row_number',
        ] %}
        observed.{{ column }},
        {% endfor %}
        -- baseline
        baselines.baseline_year,
        baselines.baseline_value,
        baselines.baseline_rule,
        baselines.value_kind as baseline_kind,
        baselines.is_pandemic_year as is_pandemic_baseline,
        baselines.is_late as is_late_baseline,
        baselines.baseline_version_no,
        baselines.year_without_pandemic,
        baselines.value_without_pandemic,
        -- target
        targets.target_id,
        targets.version_no as target_version_no,
        targets.target_type,
        targets.status as target_status,
        targets.target_year,
        targets.target_value as given_target_value,
        targets.change_pct,
        targets.band_low,
        targets.band_high,
        -- what the years so far say
        case
            when targets.target_type <> 'done_by_date' then false
            when sheets.direction = 'down' then observed.value <= coalesce(targets.target_value, 1)
            else observed.value >= coalesce(targets.target_value, 1)
        end as is_done,
        observed.year > baselines.baseline_year as is_after_baseline
    from int_indicator_values__yearly as observed
    inner join int_indicators__sheets as sheets
        on observed.indicator_id = sheets.indicator_id
            and observed.indicator_version_no = sheets.indicator_version_no
    left join int_baselines__versioned as baselines
        on {% for key in keys %}
            observed.{{ key }} = baselines.{{ key }}{{ ' and' if not loop.last }}{% endfor %}
    left join int_targets__known as targets
        on {% for key in keys %}
            observed.{{ key }} = targets.{{ key }}{{ ' and' if not loop.last }}{% endfor %}
    where observed.year >= coalesce(baselines.baseline_year, {{ start_year }}) or observed.year = observed.latest_year
),

final as (
    select
        *,
        indicator_id || ':' || cast(indicator_version_no as string) || ':' || reference_area_code || ':'
        || disaggregation || ':' || cast(year as string) as case_id,
        year = latest_year as is_latest,
        extract(year from {{ as_of_date() }}) - latest_year > {{ var('stale_years') }} as is_stale,
        min(case when is_done then year end) over (
            partition by {{ keys | join(', ') }}
            order by year
        ) as done_year,
        max(case when is_after_baseline and is_break then 1 else 0 end) over (
            partition by {{ keys | join(', ') }}
            order by year
        ) as breaks_known,
        max(case when is_after_baseline and is_break is null then 1 else 0 end) over (
            partition by {{ keys | join(', ') }}
            order by year
        ) as breaks_unknown
    from matched
)

select * from final
