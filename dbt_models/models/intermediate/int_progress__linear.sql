-- Method linear (primary): share of the way P = (y - y0) / (yT - y0), share expected E by time or by interim points,
-- ratio R = P / E. A target that equals the baseline, or a maintain target, is met or not met; so is a date.
with
{{ progress_inputs() }},

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
),

final as (
    {{ progress_result('linear') }}
)

select * from final
