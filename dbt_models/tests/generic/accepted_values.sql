{# Stands in for dbt's own, to say what the rule means for a reader. An empty value passes: not_null judges it. #}
{% test accepted_values(model, column_name, values) %}

{{ config(meta={
    'dimension': 'validity',
    'rule': column_name ~ ' is one of: ' ~ values | join(', '),
    'remedy': 'Correct the word where the row comes from, or add the new word to the list of the rule and to the column description',
    'reason': 'A word that nobody knows falls out of every count and colour that is made by word',
}) }}

select *
from {{ model }}
where {{ column_name }} is not null
    and {{ column_name }} not in ('{{ values | join("', '") }}')

{% endtest %}
