-- Method un_extrapolation: growth a year since the baseline goes on to the target year, ve = y (1 + g)^(tT - t), and
-- q = (ve - y0) / (yT - y0) is judged; never beyond the target year. A target that is met, and a percentage within one
-- point of its best end, need no extrapolation.
with
{{ progress_inputs() }},

limited as (
    select
        *,
        coalesce(
            not is_distance
            and measure_type = 'percent'
            and (
                (direction = 'down' and natural_limit_low = 0 and {{ rounded('value', 9) }} <= 1)
                or (direction = 'up' and natural_limit_high = 100 and {{ rounded('value', 9) }} >= 99)
            ),
            false
        ) as is_near_limit
    from shared
),

asked as (
    select
        *,
        not is_met and not is_near_limit as needs_growth
    from limited
),

gated as (
    select
        *,
        {{ progress_gate('un_extrapolation') }} as gate_reason,
        case
            when needs_growth and {{ is_nought('measured_baseline') }} then 'zero_value'
            when needs_growth and {{ is_nought('measured_value') }} then 'zero_value'
            when needs_growth and measured_baseline * measured_value < 0 then 'sign_change'
            when {{ is_nought('measured_target - measured_baseline') }} then 'target_equals_baseline'
            when target_year - baseline_year < 1 then 'span_too_short'
            when needs_growth and year - baseline_year < 1 then 'span_too_short'
            when measure_type = 'binary' then 'not_for_binary'
            when target_type = 'band' then 'not_for_band'
            when is_against then 'target_against_direction'
            when measured_target is null or target_type = 'maintain' then 'no_numeric_target'
        end as method_reason,
        {{ progress_early() }} as early_reason
    from asked
),

extrapolated as (
    select
        *,
        case
            when coalesce(gate_reason, method_reason) is null
                and year > baseline_year
                and measured_baseline * measured_value > 0
                then measured_value * pow(
                        measured_value / nullif(measured_baseline, 0),
                        cast(greatest(target_year - year, 0) as double) / nullif(year - baseline_year, 0)
                    )
        end as value_at_target_year
    from gated
),

rated as (
    select
        *,
        (value_at_target_year - measured_baseline) / nullif(measured_target - measured_baseline, 0) as method_ratio
    from extrapolated
),

classed as (
    select
        *,
        case
            when is_met then 'achieved'
            when is_near_limit or {{ rounded('method_ratio', 9) }} >= 0.95 then 'on_track'
            when {{ rounded('method_ratio', 9) }} >= 0.10 then 'needs_acceleration'
            when {{ rounded('method_ratio', 9) }} >= 0 then 'limited'
            else 'deterioration'
        end as method_class
    from rated
),

final as (
    {{ progress_result('un_extrapolation') }}
)

select * from final
