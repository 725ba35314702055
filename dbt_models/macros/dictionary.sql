{# One row of values per column of a published table, from dbt's own graph. While dbt parses there is no graph yet, and one
   empty row keeps the shape. #}
{% macro published_columns() %}
    {%- set published = [] -%}
    {%- if execute -%}
        {%- for node in graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') if node.fqn[1] == 'marts' -%}
            {%- set key = key_of(node) -%}
            {%- for column in node.columns.values() -%}
                {%- do published.append((node.schema, node.alias, column.name, loop.index, column.data_type, column.description,
                    node.description, key.index(column.name) + 1 if column.name in key else 'null')) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
    values
    {%- for schema_name, table_name, column_name, position, data_type, description, table_description, in_key
        in published | sort %}
    (
        '{{ schema_name }}', '{{ table_name }}', '{{ column_name }}', {{ position }}, '{{ data_type }}',
        '{{ quoted_words(description) }}', '{{ quoted_words(table_description) }}', {{ in_key }}
    ){{ ',' if not loop.last }}
    {%- else %}
    ('', '', '', 0, '', '', '', null)
    {%- endfor %}
{% endmacro %}


{# The columns that tell the rows of a table apart, from its tests: one on several columns before one on a single
   column. Where no test says so, or a test says it of row numbers, the key stands in the properties file (meta: key).
   Of an expression such as coalesce(code, label) its first column counts. #}
{% macro key_of(node) %}
    {%- set found = {'several': [], 'one': []} -%}
    {%- for test in graph.nodes.values() | selectattr('resource_type', 'equalto', 'test')
        if test.attached_node == node.unique_id and test.test_metadata -%}
        {%- if test.test_metadata.name == 'unique_combination' -%}
            {%- do found.several.append(test.test_metadata.kwargs['columns']) -%}
        {%- elif test.test_metadata.name == 'unique' -%}
            {%- do found.one.append([test.test_metadata.kwargs['column_name']]) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set stated = node.config.meta.get('key') -%}
    {%- set keys = [stated] if stated else (found.several | sort) + (found.one | sort) -%}
    {%- set columns = [] -%}
    {%- for column in keys | first | default([], true) -%}
        {%- do columns.append(column.replace('coalesce(', '').split(',')[0]) -%}
    {%- endfor -%}
    {{- return(columns) -}}
{% endmacro %}


{# Text on one line, its quotes doubled for SQL. #}
{% macro quoted_words(text) -%}
    {{ (text or '').split() | join(' ') | replace("'", "''") }}
{%- endmacro %}
