-- Which published tables and pages read a table, directly or through others.
with
final as (
    select
        schema_name,
        table_name,
        reached_kind,
        reached_name,
        reached_label
    from (
        {{ tables_and_readers() }}
    ) as listed (schema_name, table_name, reached_kind, reached_name, reached_label)
    where schema_name <> ''
)

select * from final
