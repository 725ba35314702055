-- Method trend, where there is no target: growth a year since the baseline in the good direction, d sign(y0) g, judged
-- by 1.5 %, 0.5 % and 0. Near a natural limit L the positive thresholds are scaled by C, as Statistics Canada does:
-- 1 from 2 L on, 1 - (y0 / L)^4.44 up to L, and 1 - ((2 L - y0) / L)^4.44 between.
with
{{ progress_inputs() }},

{{ progress_trend() }},

final as (
    {{ progress_result('trend') }}
)

select * from final
