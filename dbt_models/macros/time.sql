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


{# Days from one date to another; negative when the second is earlier. #}
{% macro days_between(first_date, second_date) -%}
    {%- if target is defined and target.type == 'spark' -%}
        datediff({{ second_date }}, {{ first_date }})
    {%- else -%}
        cast({{ second_date }} - {{ first_date }} as integer)
    {%- endif -%}
{%- endmacro %}


{# A time as UTC without a zone, from ISO text with an offset. A plain cast would drop the offset without a word. #}
{% macro utc_timestamp(text) -%}
    {%- if target is defined and target.type == 'spark' -%}
        cast({{ text }} as timestamp_ntz)
    {%- else -%}
        cast(cast({{ text }} as timestamptz) as timestamp)
    {%- endif -%}
{%- endmacro %}


{# The date so many months later; the last day of a shorter month. #}
{% macro months_after(day, months) -%}
    {%- if target is defined and target.type == 'spark' -%}
        add_months({{ day }}, {{ months }})
    {%- else -%}
        cast({{ day }} + to_months({{ months }}) as date)
    {%- endif -%}
{%- endmacro %}


{# The date so many days later. #}
{% macro days_after(day, days) -%}
    {%- if target is defined and target.type == 'spark' -%}
        date_add({{ day }}, {{ days }})
    {%- else -%}
        cast({{ day }} + {{ days }} as date)
    {%- endif -%}
{%- endmacro %}
