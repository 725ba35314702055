-- What method trend says of each step of a rating that changed, by the lines that int_progress__trend is made of.
with
{{ progress_inputs('int_rating_changes__cases') }},

{{ progress_trend() }},

final as (
    {{ progress_result('trend') }}
)

select * from final
