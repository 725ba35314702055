-- Method tola_band (a second reading): the value over the target, y / yT, on track within 15 % of it. It does not look
-- at the baseline; beyond the band it is achieved on the good side and off track on the bad one, which for what has to
-- fall is the upper one.
with
{{ progress_inputs() }},

rated as (
    select
        *,
        {{ progress_gate('tola_band') }} as gate_reason,
        case
            when {{ is_nought('measured_target') }} and target_type <> 'band' then 'zero_value'
            when target_year - baseline_year < 1 then 'span_too_short'
            when measure_type = 'binary' then 'not_for_binary'
            when target_type = 'band' then 'not_for_band'
            when is_against then 'target_against_direction'
            when measured_target is null or target_type = 'maintain' then 'no_numeric_target'
        end as method_reason,
        {{ progress_early() }} as early_reason,
        measured_value / nullif(measured_target, 0) as method_ratio
    from shared
),

classed as (
    select
        *,
        case
            when is_met then 'achieved'
            when {{ rounded('abs(method_ratio - 1)', 9) }} <= 0.15 then 'on_track'
            else 'off_track'
        end as method_class
    from rated
),

final as (
    {{ progress_result('tola_band') }}
)

select * from final
