{# Macros that the DuckDB file of a release answers itself, such as indicators.country_profile('KHM'). They are written as
   dbt analyses (analyses/macros/<schema>/<name>.sql) with their parameters and the columns that they return. #}
{% macro release_macros() %}
    {%- set found = [] -%}
    {%- if execute -%}
        {%- for node in graph.nodes.values() | selectattr('resource_type', 'equalto', 'analysis') | sort(attribute='name')
            if node.fqn[-3] == 'macros' -%}
            {%- do found.append((node.fqn[-2], node.name, node)) -%}
        {%- endfor -%}
    {%- endif -%}
    {{- return(found) -}}
{% endmacro %}


{# Made once every table that they read stands; on Spark when the tables have come to DuckDB. Names carry the schema and no database, so that they also answer in a file
   that is attached and used (USE). #}
{% macro create_release_macros() %}
    {% if execute and not is_spark() %}
        {% for schema_name, name, node in release_macros() %}
            {% set parameters = [] %}
            {% for one in node.config.meta.parameters %}
                {% do parameters.append(one.name ~ (' := ' ~ one.default if 'default' in one else '')) %}
            {% endfor %}
            {% set called = schema_name ~ '.' ~ name %}
            {% do run_query('create or replace macro ' ~ called ~ '(' ~ parameters | join(', ') ~ ') as table ' ~ node.raw_code) %}
            {% do run_query("comment on macro table " ~ called ~ " is '" ~ macro_words(node) ~ "'") %}
        {% endfor %}
    {% endif %}
{% endmacro %}


{# What a macro does and how it is called, its quotes doubled for SQL. #}
{% macro macro_words(node) -%}
    {{ quoted_words(node.description ~ ' Example: ' ~ node.config.meta.example) }}
{%- endmacro %}


{# Of each macro its parameters and then the columns that it returns, as rows of guide.dictionary. #}
{% macro macro_columns(known) %}
    {%- set listed = [] -%}
    {%- for schema_name, name, node in release_macros() -%}
        {%- set parameters = node.config.meta.parameters -%}
        {%- for one in parameters -%}
            {%- do listed.append(dictionary_row(known, node, schema_name, name, 'parameter', one, loop.index)) -%}
        {%- endfor -%}
        {%- for one in node.columns.values() -%}
            {%- do listed.append(dictionary_row(known, node, schema_name, name, 'result', one, parameters | length + loop.index)) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- return(listed) -}}
{% endmacro %}
