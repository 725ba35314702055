{# What DuckDB and Spark say differently, and nothing else: every model keeps to what both understand in the same way, and
   asks here for the rest (docs/decisions/0033-portable-sql.md). #}

{% macro is_spark() %}
    {{- return(target is defined and target.type == 'spark') -}}
{% endmacro %}


{# Text as a literal. A backslash starts an escape on Spark and is a letter on DuckDB. #}
{% macro string_literal(text) -%}
    {%- set quoted = text | replace("'", "''") -%}
    '{{ quoted | replace('\\', '\\\\') if is_spark() else quoted }}'
{%- endmacro %}


{# The engine and its version: v1.5.6 is DuckDB's, Spark is named. #}
{% macro engine_version() -%}
    {{ "'Spark ' || split_part(version(), ' ', 1)" if is_spark() else 'version()' }}
{%- endmacro %}


{# Days from one date to another; negative when the second is earlier. #}
{% macro days_between(first_date, second_date) -%}
    {%- if is_spark() -%}
        datediff({{ second_date }}, {{ first_date }})
    {%- else -%}
        cast({{ second_date }} - {{ first_date }} as integer)
    {%- endif -%}
{%- endmacro %}


{# A time as UTC without a zone, from ISO text with an offset. A plain cast would drop the offset without a word. #}
{% macro utc_timestamp(text) -%}
    {%- if is_spark() -%}
        cast(cast({{ text }} as timestamp_ltz) as timestamp_ntz)
    {%- else -%}
        cast(cast({{ text }} as timestamptz) as timestamp)
    {%- endif -%}
{%- endmacro %}


{# The date so many months later; the last day of a shorter month. #}
{% macro months_after(day, months) -%}
    {%- if is_spark() -%}
        add_months({{ day }}, {{ months }})
    {%- else -%}
        cast({{ day }} + to_months({{ months }}) as date)
    {%- endif -%}
{%- endmacro %}


{# The date so many days later. #}
{% macro days_after(day, days) -%}
    {%- if is_spark() -%}
        date_add({{ day }}, {{ days }})
    {%- else -%}
        cast({{ day }} + {{ days }} as date)
    {%- endif -%}
{%- endmacro %}


{# Texts of a group of rows as one text, in their own order. An aggregate with an order of its own (string_agg … order by)
   would say the same, and take gigabytes for half a million groups. #}
{% macro joined_text(text, separator) -%}
    {%- if is_spark() -%}
        case when count({{ text }}) > 0 then array_join(sort_array(collect_list({{ text }})), {{ string_literal(separator) }}) end
    {%- else -%}
        array_to_string(list_sort(list({{ text }})), {{ string_literal(separator) }})
    {%- endif -%}
{%- endmacro %}


{# Labels are compared after this and nothing else: plain apostrophes and quotes, one blank for any run of blanks.
   Capital letters and accents count. Landing compares area labels in the same way (seeds/code_lists/README.md). #}
{% macro normalise_label(text) -%}
    {%- set plain = "translate(" ~ text ~ ", '‘’ʼ“”', '''''''\"\"')" -%}
    {%- if is_spark() -%}
        trim(regexp_replace({{ plain }}, '[\\s\\u00a0\\u202f]+', ' '))
    {%- else -%}
        trim(regexp_replace({{ plain }}, '[\s\x{00a0}\x{202f}]+', ' ', 'g'))
    {%- endif -%}
{%- endmacro %}


{# ILOSTAT's regions and income groups: X, a digit (or, since they ran out, a letter) and a digit. #}
{% macro is_aggregate_code(code) -%}
    {%- if is_spark() -%}
        ({{ code }} rlike '^X[0-9A-Z][0-9]$')
    {%- else -%}
        regexp_full_match({{ code }}, 'X[0-9A-Z][0-9]')
    {%- endif -%}
{%- endmacro %}


{# One number for several values, so that five million cells are matched by eight bytes each and not by their texts. Two
   cells of one pair of vintages share a number by chance about once in a million such pairs. It lives within a run.
   Spark passes over empty values; it is told which are empty, or (empty, x) would be the same as (x, empty). #}
{% macro row_hash(values) -%}
    {%- if is_spark() -%}
        xxhash64({% for value in values %}{{ value }}, {{ value }} is null{{ ', ' if not loop.last }}{% endfor %})
    {%- else -%}
        hash({{ values | join(', ') }})
    {%- endif %}
{%- endmacro %}


{# A number rounded to so many places, half away from nought, as the machine holds it. Spark would round what is printed:
   33.2648125 is held as a little less, so that at six places it is ..812 here and would be ..813 there. #}
{% macro rounded(number, places) -%}
    {%- set scale = 'cast(1' ~ '0' * places ~ ' as double)' -%}
    {%- set on_spark = '(round((' ~ number ~ ') * ' ~ scale ~ ') / ' ~ scale ~ ')' -%}
    {{ on_spark if is_spark() else 'round(' ~ number ~ ', ' ~ places ~ ')' }}
{%- endmacro %}


{# The same of what stands in a call block, for a number that takes several lines. #}
{% macro rounded_to(places) -%}
    {{ rounded(caller() | trim, places) }}
{%- endmacro %}
