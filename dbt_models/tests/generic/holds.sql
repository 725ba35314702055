{# A statement that is true of every row; the rule says in words what the condition says in SQL. #}
{% test holds(model, condition, rule, dimension='integrity', remedy=none, reason=none) %}

{{ config(meta={
    'dimension': dimension,
    'rule': rule,
    'remedy': remedy or 'Look at the rows shown, and correct them where they come from; if they are right, the model is wrong',
    'reason': reason or 'Pages, reports and other tables take this for granted; a row that breaks it is shown and counted wrongly',
}) }}

select *
from {{ model }}
where not coalesce({{ condition }}, false)

{% endtest %}
