{# The schema is the folder's: staging, intermediate, or the subject of the mart. On Spark, whose catalog many may share,
   the name of the home stands before it; people are told the plain name. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (target.schema ~ '_' if target.type == 'spark' else '') ~ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}


{# The name of the schema of a model or source as people know it; empty of what has none, such as a page. #}
{% macro plain_schema(node) -%}
    {{- return((node.schema or '')[target.schema | length + 1:] if is_spark() else node.schema or '') -}}
{%- endmacro %}


{# A seed's table says which folder it came from: strategy/outputs.csv is raw.strategy_outputs, code_lists/sex.csv is
   raw.code_list_sex. A mart is called after its file; where a seed has that name already (dbt wants one name per
   project), the file is <schema>__<table>.sql and the table still the plain noun. #}
{% macro generate_alias_name(custom_alias_name=none, node=none) -%}
    {%- if custom_alias_name -%}
        {{ custom_alias_name | trim }}
    {%- elif node.resource_type == 'seed' and node.fqn | length > 2 -%}
        {{ {'code_lists': 'code_list'}.get(node.fqn[1], node.fqn[1]) }}_{{ node.name }}
    {%- elif node.resource_type == 'model' and node.fqn[1] == 'marts' -%}
        {{ node.name.split('__')[-1] }}
    {%- else -%}
        {{ node.name }}
    {%- endif -%}
{%- endmacro %}
