-- Method trend, where there is no target: growth a year since the baseline in the good direction, d sign(y0) g, judged
-- by 1.5 %, 0.5 % and 0. Near a natural limit L the positive thresholds are scaled by C, as Statistics Canada does:
-- 1 from 2 L on, 1 - (y0 / L)^4.44 up to L, and 1 - ((2 L - y0) / L)^4.44 between.
with
{{ progress_inputs() }},

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
            when round(method_ratio - 0.015 * threshold_scale, 9) >= 0 then 'on_track'
            when round(method_ratio - 0.005 * threshold_scale, 9) >= 0 then 'needs_acceleration'
            when round(method_ratio, 9) >= 0 then 'limited'
            else 'deterioration'
        end as method_class
    from rated
),

final as (
    {{ progress_result('trend') }}
)

select * from final
