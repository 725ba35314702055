{# The key of a table whose grain needs more than one column. Empty values compare as equal. #}
{% test unique_combination(model, columns) %}

{{ config(meta={
    'dimension': 'uniqueness',
    'rule': 'No two rows have the same ' ~ columns | join(', '),
    'remedy': 'Find the rows that share these values and remove or correct one of them where they come from',
    'reason': 'A row that stands twice is counted twice',
}) }}

select
    {{ columns | join(', ') }},
    count(*) as row_count
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1

{% endtest %}
