-- Written from the files in analyses/queries, so that a query is checked, tested and published as one text.
with
final as (
    select
        query_no,
        query_id,
        topic,
        question,
        sql,
        column_names,
        expected_rows,
        least_row_count,
        note
    from (
        values
        {% for query_id, topic, node in example_queries() %}
        (
            {{ loop.index }},
            '{{ query_id }}',
            '{{ topic }}',
            {{ literal(node.description) }},
            {{ literal(node.raw_code) }},
            '{{ node.config.meta.columns | join(", ") }}',
            '{{ node.config.meta.rows }}',
            {{ node.config.meta.at_least }},
            {{ literal(node.config.meta.note) }}
        ){{ ',' if not loop.last }}
        {% else %}
        (0, '', '', '', '', '', '', 0, '')
        {% endfor %}
    ) as queries (
        query_no, query_id, topic, question, sql, column_names, expected_rows, least_row_count, note
    )
)

select * from final
