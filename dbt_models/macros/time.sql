{# The day that the marts stand for. What was known by the end of it (UTC) counts. #}
{% macro as_of_date() -%}
    cast('{{ var("as_of") }}' as date)
{%- endmacro %}


{# First and last day of a date that may be given as a year, a month or a day: 2025, 2025-03, 2025-03-13. #}
{% macro first_day_of(text) -%}
    cast(case length({{ text }}) when 4 then {{ text }} || '-01-01' when 7 then {{ text }} || '-01' else {{ text }} end as date)
{%- endmacro %}


{% macro last_day_of(text) -%}
    case length({{ text }})
        when 4 then cast({{ text }} || '-12-31' as date)
        when 7 then last_day(cast({{ text }} || '-01' as date))
        else cast({{ text }} as date)
    end
{%- endmacro %}
