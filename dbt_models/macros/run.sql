{# Whether this run reads invented sample data; sample and real data never share a run. #}
{% macro is_sample_run() -%}
    cast('{{ var("is_sample") | string | lower }}' as boolean)
{%- endmacro %}
