{# A statement that is true of every row; the rule says in words what the condition says in SQL. #}
{% test holds(model, condition, rule, dimension='consistency', remedy=none) %}

{{ config(meta={
    'dimension': dimension,
    'rule': rule,
    'remedy': remedy or 'Look at the rows shown, and correct them where they come from; if they are right, the model is wrong',
}) }}

select *
from {{ model }}
where not coalesce({{ condition }}, false)

{% endtest %}
