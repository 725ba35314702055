{# The eight sides of quality that a check looks at, in the order in which they are shown. #}
{% macro quality_dimensions() %}
    {{ return([
        'validity', 'integrity', 'precision', 'reliability', 'timeliness', 'completeness', 'uniqueness', 'reference',
    ]) }}
{% endmacro %}


{# What lies downstream of each table that a check may be about, from dbt's own graph: one row of values per table and
   published table or page that reads it, directly or through others; a table is downstream of itself. What tells of
   quality is no figure, so other tables do not lead there. While dbt parses there is no graph yet, and one empty row
   keeps the shape. #}
{% macro tables_and_readers() %}
    {%- set rows = [] -%}
    {%- if execute -%}
        {%- set readers = readers_by_node() -%}
        {%- for node in graph.nodes.values() | list + graph.sources.values() | list -%}
            {%- if node.resource_type in ['model', 'seed', 'source'] -%}
                {%- do rows.extend(reached_from(node, readers)) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
    values
    {%- for schema_name, table_name, kind, name, label in rows | sort %}
    ('{{ schema_name }}', '{{ table_name }}', '{{ kind }}', '{{ name }}', '{{ quoted_words(label) }}'){{ ',' if not loop.last }}
    {%- else %}
    ('', '', '', '', '')
    {%- endfor %}
{% endmacro %}


{# Which models and exposures name a node as what they read. #}
{% macro readers_by_node() %}
    {%- set readers = {} -%}
    {%- set models = graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') | list -%}
    {%- for reader in models + graph.exposures.values() | list -%}
        {%- for parent in reader.depends_on.nodes -%}
            {%- do readers.setdefault(parent, []).append(reader) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(readers) }}
{% endmacro %}


{# The published tables and the pages that read a node; each reader is followed once. #}
{% macro reached_from(node, readers) %}
    {%- set waiting, seen, rows = [node], [node.unique_id], [] -%}
    {%- set table, schema_name = node.alias or node.identifier, plain_schema(node) -%}
    {%- for reader in waiting -%}
        {%- if reader.resource_type == 'exposure' -%}
            {%- if reader.type == 'dashboard' -%}
                {%- do rows.append((schema_name, table, 'page', reader.name | replace('_page', ''), reader.label.split(': ')[1])) -%}
            {%- elif reader.label.startswith('Report') -%}
                {%- do rows.append((schema_name, table, 'page', 'reports', 'Reports')) -%}
            {%- endif -%}
        {%- else -%}
            {%- if reader.fqn[1] == 'marts' -%}
                {%- set reached = plain_schema(reader) ~ '.' ~ reader.alias -%}
                {%- do rows.append((schema_name, table, 'table', reached, reached)) -%}
            {%- endif -%}
            {%- for next in readers.get(reader.unique_id, []) if next.unique_id not in seen -%}
                {%- if plain_schema(next) not in ['quality', 'guide'] or schema_name == plain_schema(next) -%}
                    {%- do seen.append(next.unique_id) -%}
                    {%- do waiting.append(next) -%}
                {%- endif -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(rows | unique | list) }}
{% endmacro %}


{# Whether a name stands in a list of names with semicolons between. #}
{% macro is_named(name, list) -%}
    coalesce(position(';' || {{ name }} || ';' in ';' || {{ list }} || ';') > 0, false)
{%- endmacro %}


{# The status of one side of quality from the number of its worst outcome; no check is no pass. #}
{% macro status_word(number) -%}
    case {{ number }} when 0 then 'not_checked' when 1 then 'pass' when 2 then 'warn' else 'fail' end
{%- endmacro %}


{# The rating of a measure from its number; what has no value is not assessed. #}
{% macro rating_word(number) -%}
    case {{ number }} when 0 then 'not_assessed' when 1 then 'good' when 2 then 'adequate' else 'weak' end
{%- endmacro %}


{# Number of the worst outcome of one side of quality among rows of checks; 0 where there is none. #}
{% macro worst_of(table, dimension) -%}
    coalesce(max(case when {{ table }}.dimension = '{{ dimension }}' then {{ table }}.outcome_no end), 0)
{%- endmacro %}


{# How many rows have this value in a column. #}
{% macro count_of(table, column, value) -%}
    cast(count(case when {{ table }}.{{ column }} = {{ value }} then 1 end) as integer)
{%- endmacro %}


{# Rows of one table among counts of many; 0 where it has none. #}
{% macro rows_of(counts, table) -%}
    coalesce(sum(case when {{ counts }}.table_name = '{{ table }}' then {{ counts }}.row_count end), 0)
{%- endmacro %}
