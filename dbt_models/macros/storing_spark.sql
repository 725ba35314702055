{# On Spark the tables of a run lie in a folder of that run, so that files which a killed run left are never in the way. #}
{% macro spark__create_schema(relation) -%}
    {%- call statement('create_schema') -%}
        create schema if not exists {{ relation }}
        {%- if env_var('DBT_DWSC_SPARK_FOLDER', '') %}
        location {{ string_literal(env_var('DBT_DWSC_SPARK_FOLDER') ~ '/' ~ relation.schema) }}
        {%- endif %}
    {%- endcall -%}
{%- endmacro %}
