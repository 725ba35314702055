{# The state of a promise by its standing report and its due date; without a date it can only be open, under way or kept. #}
{% macro promise_status(report, due_date) -%}
    case
        when {{ report }}.status = 'kept' and {{ report }}.actual_date <= {{ as_of_date() }} and {{ due_date }} is null
            then 'kept'
        when {{ report }}.status = 'kept' and {{ report }}.actual_date <= {{ due_date }}
            and {{ report }}.actual_date <= {{ as_of_date() }}
            then 'kept_on_time'
        when {{ report }}.status = 'kept' and {{ report }}.actual_date <= {{ as_of_date() }} then 'kept_late'
        when {{ report }}.status = 'dropped' then 'dropped'
        when {{ due_date }} is null and {{ report }}.status in ('in_progress', 'kept') then 'in_progress'
        when {{ due_date }} is null then 'open'
        when {{ due_date }} > {{ as_of_date() }} then 'not_due'
        when {{ report }}.report_id is null then 'not_reported'
        else 'overdue'
    end
{%- endmacro %}
