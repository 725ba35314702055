{# The example queries, by topic: (query_id, topic, node). They are dbt analyses: SQL files that dbt lists and does not run.
   While dbt parses there is no graph yet. #}
{% macro example_queries() %}
    {%- set found = [] -%}
    {%- if execute -%}
        {%- for topic in ['guide', 'strategy', 'monitoring', 'indicators', 'evaluation', 'quality'] -%}
            {%- for node in graph.nodes.values() | selectattr('resource_type', 'equalto', 'analysis') | sort(attribute='name')
                if node.fqn[-3:-1] == ['queries', topic] -%}
                {%- do found.append((node.name, topic, node)) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
    {{- return(found) -}}
{% endmacro %}


{# Text as it is, its line ends too, as an SQL literal. #}
{% macro literal(text) -%}
    '{{ (text or '') | trim | replace("'", "''") }}'
{%- endmacro %}
