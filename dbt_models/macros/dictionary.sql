{# One row of values per column of a published table, and per parameter and column of a macro, from dbt's own graph. While
   dbt parses there is no graph yet, and one empty row keeps the shape. #}
{% macro published_columns() %}
    {%- set rows = [] -%}
    {%- if execute -%}
        {%- set known = {'allowed': allowed_words(), 'units': unit_words(), 'lists': code_lists()} -%}
        {%- for node in graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') if node.fqn[1] == 'marts' -%}
            {%- set key, source = key_of(node), sources_of(node) -%}
            {%- set examples = example_values(node, source) -%}
            {%- for column in node.columns.values() -%}
                {%- do rows.append(dictionary_row(known, node, plain_schema(node), node.alias, 'column', column, loop.index) + [
                    source, examples.get(column.name), key.index(column.name) + 1 if column.name in key else none]) -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- for row in macro_columns(known) -%}
            {%- do rows.append(row + ['tables of this release', none, none]) -%}
        {%- endfor -%}
    {%- endif -%}
    values
    {%- for row in rows | sort(attribute='0,1,4') %}
    (
        {%- for cell in row -%}
            {{ cell if cell is number else 'null' if cell is none else "'" ~ cell.split() | join(' ') | replace("'", "''") ~ "'" }}
            {{- ', ' if not loop.last }}
        {%- endfor -%}
    ){{ ',' if not loop.last }}
    {%- else %}
    ('', '', '', '', 0, '', '', '', '', '', '', '', 0)
    {%- endfor %}
{% endmacro %}


{# What the properties files say of one column or parameter: its place, name, kind, type, meaning, unit and codes; `known`
   has the lists that give unit and codes. #}
{% macro dictionary_row(known, node, schema_name, table_name, kind, column, position) %}
    {%- set unit, codes = none, none -%}
    {%- if kind != 'parameter' -%}
        {%- set unit = unit_of(known.units, table_name, column, node.columns) or none -%}
        {%- set allowed = known.allowed.get(node.unique_id ~ '.' ~ column.name) -%}
        {%- set codes = code_list_of(known.lists, allowed, schema_name ~ '.' ~ table_name, column.name) or none -%}
    {%- endif -%}
    {{- return([schema_name, table_name, column.name, kind, position, column.data_type, column.description,
        node.description, unit, codes]) -}}
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
