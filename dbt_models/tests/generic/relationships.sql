{# Stands in for dbt's own, to say what the rule means for a reader. An empty value passes: not_null judges it. #}
{% test relationships(model, column_name, to, field) %}

{{ config(meta={
    'dimension': 'reference',
    'rule': 'Every ' ~ column_name ~ ' exists as ' ~ field ~ ' in the table it points to',
    'remedy': 'Correct the reference where the row comes from, or add the missing row to the table it points to',
    'reason': 'A reference that leads nowhere drops out of every table that is joined on it',
}) }}

with
child as (
    select distinct {{ column_name }} as key_value
    from {{ model }}
    where {{ column_name }} is not null
),

parent as (
    select distinct {{ field }} as key_value
    from {{ to }}
),

final as (
    select child.key_value as {{ column_name }}
    from child
    left join parent
        on child.key_value = parent.key_value
    where parent.key_value is null
)

select * from final

{% endtest %}
