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
