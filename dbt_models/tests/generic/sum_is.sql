{# A total that the parts must give. #}
{% test sum_is(model, column_name, total) %}

{{ config(meta={
    'dimension': 'integrity',
    'rule': column_name ~ ' adds up to ' ~ total,
    'remedy': 'Compare the amounts with the strategy document and correct the seed',
    'reason': 'The strategy document fixes this total; another one means that an amount was mistyped',
}) }}

select sum({{ column_name }}) as total
from {{ model }}
having sum({{ column_name }}) is distinct from {{ total }}

{% endtest %}
