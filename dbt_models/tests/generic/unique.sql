{# Stands in for dbt's own, to say what the rule means for a reader of the quality page. #}
{% test unique(model, column_name) %}

{{ config(meta={
    'dimension': 'uniqueness',
    'rule': 'No two rows have the same ' ~ column_name,
    'remedy': 'Find the rows that share the value and remove or correct one of them where they come from',
    'reason': 'A row that stands twice is counted twice',
}) }}

select
    {{ column_name }},
    count(*) as row_count
from {{ model }}
where {{ column_name }} is not null
group by {{ column_name }}
having count(*) > 1

{% endtest %}
