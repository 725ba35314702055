-- What method linear says of each step of a rating that changed, by the lines that int_progress__linear is made of.
with
{{ progress_inputs('int_rating_changes__cases') }},

{{ progress_linear() }},

final as (
    {{ progress_result('linear') }}
)

select * from final
