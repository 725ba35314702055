-- Method linear (primary): share of the way P = (y - y0) / (yT - y0), share expected E by time or by interim points,
-- ratio R = P / E. A target that equals the baseline, or a maintain target, is met or not met; so is a date.
with
{{ progress_inputs() }},

{{ progress_linear() }},

final as (
    {{ progress_result('linear') }}
)

select * from final
