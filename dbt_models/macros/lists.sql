{# Where the codes of a column are listed, by name, or table.column where one table differs: a column of a published table,
   with words that may stand beside its codes, or a variable of the list of labels. #}
{% macro code_lists() %}
{%- set outputs = 'strategy.outputs.output_id' -%}
{%- set lists = {
    'output_id': outputs, 'related_output_id': outputs, 'late_output_id': outputs, 'supplier_output_id': outputs,
    'consumer_output_id': outputs, 'action_area_id': 'strategy.action_areas.action_area_id',
    'phase_id': 'strategy.phases.phase_id', 'block_id': 'strategy.building_blocks.block_id',
    'commitment_id': 'strategy.commitments.commitment_id', 'synergy_id': 'strategy.synergies.synergy_id',
    'indicator_id': 'indicators.indicators.indicator_id', 'dataset_code': 'indicators.catalogue.dataset_code',
    'target_id': 'indicators.targets.target_id', 'reference_area_code': 'indicators.reference_areas.reference_area_code',
    'question_id': 'evaluation.questions.question_id', 'design_id': 'evaluation.impact_designs.design_id',
    'check_id': 'quality.checks.check_id', 'snapshot_id': 'guide.inputs.snapshot_id',
    'nature': 'strategy.phases.nature',
    'sex_code': 'sex', 'classification_1_code': 'classification', 'classification_2_code': 'classification',
    'observation_status_code': 'obs_status', 'frequency_code': 'frequency', 'inputs.dataset_code': '',
} -%}
{%- for table_name in ['baselines', 'progress', 'progress_scores', 'targets', 'tracking_table', 'rating_changes',
    'change_since_baseline', 'progress_as_of', 'country_profile'] -%}
    {%- do lists.update({table_name ~ '.reference_area_code': lists['reference_area_code'] ~ ' or STRATEGY'}) -%}
{%- endfor -%}
{%- do lists.update({'change_since_baseline.reference_area_code': lists['reference_area_code'] ~ ' or STRATEGY or NO_VALUE'}) -%}
{{- return(lists) -}}
{% endmacro %}


{# By table and column, the words that a test allows. #}
{% macro allowed_words() %}
    {%- set found = {} -%}
    {%- for test in graph.nodes.values() | selectattr('resource_type', 'equalto', 'test') if test.test_metadata -%}
        {%- if test.test_metadata.name == 'accepted_values' and test.attached_node -%}
            {%- do found.update({test.attached_node ~ '.' ~ test.column_name: test.test_metadata.kwargs['values']}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(found) -}}
{% endmacro %}


{# The words that a column may hold, or where its codes are listed; empty text where it holds no codes. #}
{% macro code_list_of(lists, allowed, called, name) %}
    {%- set list = lists.get(called.split('.')[1] ~ '.' ~ name, lists.get(name, '')) -%}
    {%- if allowed -%}
        {{- return(allowed | join(', ')) -}}
    {%- elif list == called ~ '.' ~ name -%}
        {{- return('this column') -}}
    {%- elif '.' in list or not list -%}
        {{- return(list) -}}
    {%- endif -%}
    {{- return('indicators.code_labels.code of variable ' ~ list) -}}
{% endmacro %}


{# What the rows of a table are made from, directly or through other tables, in the words of people. #}
{% macro sources_of(node) %}
    {%- set landed = {
        'ilostat': 'ILOSTAT data files', 'ilostat_dictionaries': 'ILOSTAT dictionaries',
        'ilostat_areas': 'ILOSTAT tables of contents', 'register': 'milestone registers', 'survey': 'surveys',
        'evaluation': 'evaluation workbooks', 'check_results': 'checks of the run',
    } -%}
    {%- set listed = {
        'strategy': 'strategy (GB.347/INS/8)', 'results_framework': 'proposed results framework',
        'code_lists': 'code lists of the project', 'catalogue': 'catalogue of the project',
    } -%}
    {%- set waiting, seen, words = [node.unique_id], [], [] -%}
    {%- for unique_id in waiting if unique_id not in seen -%}
        {%- do seen.append(unique_id) -%}
        {%- set one = graph.nodes.get(unique_id) or graph.sources.get(unique_id) -%}
        {%- if one.resource_type == 'source' -%}
            {%- do words.append(landed.get(one.name) or ('earlier releases' if one.name.startswith('released_') else 'record of what landed')) -%}
        {%- elif one.resource_type == 'seed' -%}
            {%- do words.append(listed.get(one.fqn[1], 'calendar and limits of the project') if one.fqn | length > 2
                else 'calendar and limits of the project') -%}
        {%- elif one -%}
            {%- do waiting.extend(one.depends_on.nodes) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(words | unique | sort | join('; ') or 'this software') -}}
{% endmacro %}
