{# Rows in = rows out: a join that multiplies or drops rows is found here, not in a figure. With `among`, only parts
   that are in that table, and of which `only` is true, are expected. #}
{% test same_row_count(model, as_in, column=none, among=none, only='true') %}

{{ config(meta={
    'dimension': 'completeness',
    'rule': 'As many rows' ~ (' per ' ~ column if column else '') ~ ' as in the table it is made from',
    'remedy': 'A join multiplied or dropped rows: look for a label or key that stands twice in what is joined',
    'reason': 'A join that multiplies or drops rows changes every sum made after it',
}) }}

with
made as (
    select
        {{ column or "'all rows'" }} as part,
        count(*) as row_count
    from {{ model }}
    where {{ is_new(column) if column == 'snapshot_id' else 'true' }}
    group by {{ column or "'all rows'" }}
),

expected as (
    select
        {{ column or "'all rows'" }} as part,
        count(*) as row_count
    from {{ as_in }}
    where {{ column ~ ' in (select ' ~ column ~ ' from ' ~ among ~ ' where ' ~ only ~ ')' if among else 'true' }}
    group by {{ column or "'all rows'" }}
),

final as (
    select
        coalesce(made.part, expected.part) as part,
        coalesce(made.row_count, 0) as row_count,
        coalesce(expected.row_count, 0) as expected_row_count
    from made
    full outer join expected
        on made.part = expected.part
    where coalesce(made.row_count, 0) <> coalesce(expected.row_count, 0)
)

select * from final

{% endtest %}
