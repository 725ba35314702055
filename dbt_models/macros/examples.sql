{# Columns without an example: names of people, and what is another thing in each build of the same inputs. #}
{% macro without_example() %}
    {{- return([
        'approver', 'assessed_by', 'author', 'built_at', 'citation', 'engine_version', 'executed_at', 'git_commit', 'message',
        'proposed_by', 'rated_by', 'registered_by', 'release_id', 'reporter', 'reviewed_by', 'run_id', 'sample_rows', 'who',
    ]) -}}
{% endmacro %}


{# One real value of each column of a table that stands: the largest number, of anything else the first by its letters.
   There is none of a table that is not built yet, or repeats what earlier releases said; nor of one with single items of
   evidence, which the pages show to evaluators alone, while everybody may read the dictionary. #}
{% macro example_values(node, source) %}
    {%- set examples = {} -%}
    {%- set relation = load_relation(api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias)) -%}
    {%- set is_of_others = 'earlier releases' in source and 'is_this_release' not in node.columns -%}
    {%- set is_for_evaluators = plain_schema(node) == 'evaluation' and 'evidence_id' in node.columns -%}
    {%- if relation and not is_of_others and not is_for_evaluators and node.unique_id != model.unique_id -%}
        {%- set names, parts = [], [] -%}
        {%- for column in node.columns.values() if column.name not in without_example() -%}
            {%- set best = 'max' if column.data_type in ['double', 'integer', 'bigint'] else 'min' -%}
            {%- set filled = " filter (where " ~ column.name ~ " <> '')" if column.data_type == 'varchar' else '' -%}
            {%- do names.append(column.name) -%}
            {%- do parts.append('cast(' ~ best ~ '(' ~ adapter.quote(column.name) ~ ')' ~ filled ~ ' as string) as ' ~ adapter.quote(column.name)) -%}
        {%- endfor -%}
        {%- set own = ' where is_this_release' if 'is_this_release' in node.columns else '' -%}
        {%- set found = run_query('select ' ~ parts | join(', ') ~ ' from ' ~ relation ~ own).rows[0] -%}
        {%- for name in names if found[name] is not none -%}
            {%- set value = found[name] | float if node.columns[name].data_type == 'double' else found[name] -%}
            {%- do examples.update({name: value | string | truncate(80, true, '…', 0)}) -%}
        {%- endfor -%}
    {%- endif -%}
    {{- return(examples) -}}
{% endmacro %}
