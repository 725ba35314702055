{# What the methods of progress share (docs/progress.md): y0, t0 baseline; y, t value; yT, tT target. Everything is
   worked out from one table of cases alone, int_progress__cases or one of its shape. Comparisons are made at nine
   decimals, so that the last bit of a double never decides a class; adding nought makes of minus nought a plain one. #}

{# CTEs up to `shared`: each case with its target as a number, what was to be expected, and the share of the way. #}
{% macro progress_inputs(cases='int_progress__cases') -%}
{{ cases }} as (
    select * from {{ ref(cases) }}
),

targeted as (
    select
        *,
        case target_type
            when 'value' then given_target_value
            when 'relative_change' then baseline_value * (1 + change_pct / 100)
            when 'maintain' then coalesce(given_target_value, baseline_value)
            when 'done_by_date' then coalesce(given_target_value, 1)
        end as target_value,
        case
            when target_type = 'band' then band_low
            when direction in ('towards', 'band') then direction_low
        end as goal_low,
        case
            when target_type = 'band' then band_high
            when direction in ('towards', 'band') then direction_high
        end as goal_high,
        case
            when target_type = 'band' or direction in ('down', 'towards', 'band') then -1
            when direction = 'up' then 1
        end as good_sign
    from {{ cases }}
),

measured as (
    select
        *,
        goal_low is not null or goal_high is not null as is_distance,
        {{ progress_measure('value') }} as measured_value,
        {{ progress_measure('baseline_value') }} as measured_baseline,
        {{ progress_measure('interim_before_value') }} as measured_before,
        {{ progress_measure('interim_after_value') }} as measured_after,
        case
            when target_year is null then null
            when target_type = 'band' and (goal_low is not null or goal_high is not null) then cast(0 as double)
            else {{ progress_measure('target_value') }}
        end as measured_target
    from targeted
),

compared as (
    select
        *,
        coalesce(target_type = 'maintain' or {{ is_nought('measured_target - measured_baseline') }}, false)
            as is_maintained,
        coalesce({{ rounded('good_sign * (measured_value - measured_target)', 9) }} >= 0, false) as is_met,
        coalesce(
            target_type <> 'maintain' and {{ rounded('good_sign * (measured_target - measured_baseline)', 9) }} < 0, false
        ) as is_against,
        coalesce(
            measured_target is not null and measured_baseline is not null and year > baseline_year
            and year < target_year and coalesce(interim_before_year, interim_after_year) is not null,
            false
        ) as is_between_points,
        case
            when target_year > baseline_year and measured_target is not null
                then {{ within_0_and_1('cast(year - baseline_year as double) / nullif(target_year - baseline_year, 0)') }}
        end as time_share
    from measured
),

expected as (
    select
        *,
        coalesce(is_between_points and not is_maintained and target_type <> 'done_by_date', false) as is_interim,
        case
            when measured_target is null then null
            when target_type = 'done_by_date' and year < target_year then measured_baseline
            when target_type = 'done_by_date' or is_maintained then measured_target
            when is_between_points
                then coalesce(measured_before, measured_baseline)
                    + (coalesce(measured_after, measured_target) - coalesce(measured_before, measured_baseline))
                    * (year - coalesce(interim_before_year, baseline_year))
                    / nullif(
                        coalesce(interim_after_year, target_year) - coalesce(interim_before_year, baseline_year), 0
                    )
            else measured_baseline + (measured_target - measured_baseline) * time_share
        end as expected_measure
    from compared
),

shared as (
    select
        *,
        case
            when not is_distance then expected_measure
            when baseline_value < goal_low then goal_low - expected_measure
            when baseline_value > goal_high then goal_high + expected_measure
        end as expected_value,
        case
            when measured_target is null then null
            when target_type = 'done_by_date' then cast(case when year < target_year then 0 else 1 end as double)
            when is_interim
                then {{ within_0_and_1(
                    '(expected_measure - measured_baseline) / nullif(measured_target - measured_baseline, 0)'
                ) }}
            else time_share
        end as expected_share,
        case
            when not is_maintained and not is_against
                then (measured_value - measured_baseline) / nullif(measured_target - measured_baseline, 0) + 0
        end as progress_share,
        case
            when value_kind in ('modelled', 'projected') or baseline_kind in ('modelled', 'projected') then 'modelled'
            when is_stale then 'stale'
            when value_kind = 'unknown' or baseline_kind = 'unknown' then 'origin_unknown'
        end as quality_reason
    from expected
)
{%- endmacro %}
