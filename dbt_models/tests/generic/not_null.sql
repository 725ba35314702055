{# Stands in for dbt's own, to say what the rule means for a reader of the quality page. #}
{% test not_null(model, column_name) %}

{{ config(meta={
    'dimension': 'completeness',
    'rule': 'Every row has a value in ' ~ column_name,
    'remedy': 'Fill the empty value where the row comes from (its snapshot, seed or code list), land it again and run again',
}) }}

select *
from {{ model }}
where {{ column_name }} is null

{% endtest %}
