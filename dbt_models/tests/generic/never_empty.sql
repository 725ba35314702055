{# One test for all columns of a table that must have a value: one reading of the table, not one per column. #}
{% test never_empty(model, columns) %}

{{ config(meta={
    'dimension': 'completeness',
    'rule': 'Every row has a value in ' ~ columns | join(', '),
    'remedy': 'Fill the empty value where the row comes from (its snapshot, seed or code list), land it again and run again',
    'reason': 'Without this value the row cannot be placed, traced or counted, and drops out without a word',
}) }}

select *
from {{ model }}
where {{ columns | join(' is null\n    or ') }} is null

{% endtest %}
