{# The first day that is recent: three years before the as-of date (docs/evaluation.md). #}
{% macro recent_since() -%}
    {%- set day = var('as_of') -%}
    {%- set month_and_day = '-02-28' if day[4:] == '-02-29' else day[4:] -%}
    cast('{{ (day[:4] | int) - 3 }}{{ month_and_day }}' as date)
{%- endmacro %}


{# Whether an ID stands in a list of IDs, which are between semicolons. #}
{% macro is_listed(id, ids) -%}
    position(';' || {{ id }} || ';' in ';' || {{ ids }} || ';') > 0
{%- endmacro %}
