{# One row of values per column of a published table, from dbt's own graph. While dbt parses there is no graph yet, and one
   empty row keeps the shape. #}
{% macro published_columns() %}
    {%- set published = [] -%}
    {%- if execute -%}
        {%- for node in graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') if node.fqn[1] == 'marts' -%}
            {%- for column in node.columns.values() -%}
                {%- do published.append((node.schema, node.alias, column.name, loop.index, column.data_type, column.description,
                    node.description)) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
    values
    {%- for schema_name, table_name, column_name, position, data_type, description, table_description in published | sort %}
    (
        '{{ schema_name }}', '{{ table_name }}', '{{ column_name }}', {{ position }}, '{{ data_type }}',
        '{{ quoted_words(description) }}', '{{ quoted_words(table_description) }}'
    ){{ ',' if not loop.last }}
    {%- else %}
    ('', '', '', 0, '', '', '')
    {%- endfor %}
{% endmacro %}


{# Text on one line, its quotes doubled for SQL. #}
{% macro quoted_words(text) -%}
    {{ (text or '').split() | join(' ') | replace("'", "''") }}
{%- endmacro %}
