-- What the linear method would say if 2020 and 2021 could be no baseline; for cases whose baseline is of these years.
with
{{ progress_inputs('int_progress__cases_without_pandemic') }},

{{ progress_linear() }},

final as (
    {{ progress_result('linear') }}
)

select * from final
