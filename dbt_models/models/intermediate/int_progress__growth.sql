-- Method growth: R = d sign(y0) g / |gT|, with g = (y / y0)^(1 / (t - t0)) - 1 the growth a year since the baseline and
-- gT the one that leads to the target. For values that are not nought and of one sign; a nought is never replaced.
with
{{ progress_inputs() }},

gated as (
    select
        *,
        {{ progress_gate('growth') }} as gate_reason,
        case
            when {{ is_nought('measured_baseline') }} or {{ is_nought('measured_value') }} then 'zero_value'
            when {{ is_nought('measured_target') }} and target_type <> 'band' then 'zero_value'
            when measured_baseline * measured_value < 0 or measured_baseline * measured_target < 0 then 'sign_change'
            when {{ is_nought('measured_target - measured_baseline') }} then 'target_equals_baseline'
            when year - baseline_year < 1 or target_year - baseline_year < 1 then 'span_too_short'
            when measure_type = 'binary' then 'not_for_binary'
            when target_type = 'band' then 'not_for_band'
            when is_against then 'target_against_direction'
            when measured_target is null or target_type = 'maintain' then 'no_numeric_target'
        end as method_reason,
        {{ progress_early() }} as early_reason
    from shared
),

grown as (
    select
        *,
        case
            when coalesce(gate_reason, method_reason) is null
                then pow(measured_value / nullif(measured_baseline, 0), 1 / cast(year - baseline_year as double)) - 1
        end as growth_made,
        case
            when coalesce(gate_reason, method_reason) is null
                then pow(
                        measured_target / nullif(measured_baseline, 0), 1 / cast(target_year - baseline_year as double)
                    ) - 1
        end as growth_required
    from gated
),

rated as (
    select
        *,
        good_sign * sign(measured_baseline) * growth_made / nullif(abs(growth_required), 0) as method_ratio
    from grown
),

classed as (
    select
        *,
        {{ progress_ratio_class('method_ratio') }} as method_class
    from rated
),

final as (
    {{ progress_result('growth') }}
)

select * from final
