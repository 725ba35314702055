{# The arithmetic of the methods that make a rating, from `shared` to `classed`: progress and the steps by which a rating
   changed (int_rating_changes) work it out by the same lines. #}

{# Linear: share of the way made over the share to be expected. #}
{% macro progress_linear() -%}
rated as (
    select
        *,
        {{ progress_gate('linear') }} as gate_reason,
        case
            when target_year - baseline_year < 1 then 'span_too_short'
            when is_against then 'target_against_direction'
            when measured_target is null then 'no_numeric_target'
        end as method_reason,
        {{ progress_early() }} as early_reason,
        case
            when not is_maintained and target_type <> 'done_by_date' then progress_share / nullif(expected_share, 0)
        end as method_ratio
    from shared
),

classed as (
    select
        *,
        case
            when target_type = 'done_by_date' and is_met and done_year <= target_year then 'achieved'
            when target_type = 'done_by_date' then 'not_met'
            when is_maintained and is_met then 'achieved'
            when is_maintained then 'not_met'
            else {{ progress_ratio_class('method_ratio') }}
        end as method_class
    from rated
)
{%- endmacro %}


{# Trend: growth a year in the good direction, against thresholds that shrink near a natural limit. #}
{% macro progress_trend() -%}
limited as (
    select
        *,
        case
            when is_distance then null
            when direction = 'up' then abs(natural_limit_high)
            when direction = 'down' then abs(natural_limit_low)
        end as natural_limit
    from shared
),

gated as (
    select
        *,
        {{ progress_gate('trend') }} as gate_reason,
        case
            when {{ is_nought('measured_baseline') }} or {{ is_nought('measured_value') }} then 'zero_value'
            when measured_baseline * measured_value < 0 then 'sign_change'
            when year - baseline_year < 1 then 'span_too_short'
            when measure_type = 'binary' then 'not_for_binary'
        end as method_reason,
        cast(null as string) as early_reason,
        case
            when natural_limit is null or abs(measured_baseline) >= 2 * natural_limit then 1
            when abs(measured_baseline) <= natural_limit
                then 1 - pow(abs(measured_baseline) / nullif(natural_limit, 0), 4.44)
            else 1 - pow((2 * natural_limit - abs(measured_baseline)) / nullif(natural_limit, 0), 4.44)
        end as threshold_scale
    from limited
),

rated as (
    select
        *,
        case
            when coalesce(gate_reason, method_reason) is null
                then good_sign * sign(measured_baseline) * (
                        pow(measured_value / nullif(measured_baseline, 0), 1 / cast(year - baseline_year as double)) - 1
                    )
        end as method_ratio
    from gated
),

classed as (
    select
        *,
        case
            when {{ rounded('method_ratio - 0.015 * threshold_scale', 9) }} >= 0 then 'on_track'
            when {{ rounded('method_ratio - 0.005 * threshold_scale', 9) }} >= 0 then 'needs_acceleration'
            when {{ rounded('method_ratio', 9) }} >= 0 then 'limited'
            else 'deterioration'
        end as method_class
    from rated
)
{%- endmacro %}
