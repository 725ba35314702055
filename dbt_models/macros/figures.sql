{# Whether a report or decision can bear on a figure of the same subject: a result on its own half-year alone, anything
   else on the first half-year that it reaches and the later ones; a figure without a half-year rests on all of them. #}
{% macro event_bears_on(event, figure) -%}
    (
        {{ figure }}.reporting_period_id is null
        or {{ event }}.reporting_period_id = {{ figure }}.reporting_period_id
        or (
            {{ figure }}.table_name <> 'output_results'
            and {{ event }}.first_period_id <= {{ figure }}.reporting_period_id
        )
    )
{%- endmacro %}
