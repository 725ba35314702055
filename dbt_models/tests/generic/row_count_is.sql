{# A count that the source fixes: 20 outputs, 7 action areas, 54 links. #}
{% test row_count_is(model, count, where='true') %}

{{ config(meta={
    'dimension': 'completeness',
    'rule': 'Exactly ' ~ count ~ ' rows' ~ (' where ' ~ where if where != 'true' else ''),
    'remedy': 'Compare the seed with the strategy document: a row was lost, added or doubled',
    'reason': 'The strategy document fixes this count; another one means that a row of it was lost or doubled',
}) }}

select count(*) as row_count
from {{ model }}
where {{ where }}
having count(*) <> {{ count }}

{% endtest %}
