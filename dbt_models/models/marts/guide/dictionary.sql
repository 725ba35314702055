-- Written from the properties files that also become the comments in the DuckDB file, so that it cannot drift from
-- them.
with
final as (
    select
        schema_name,
        table_name,
        column_name,
        column_position,
        data_type,
        key_position,
        description,
        table_description
    from (
        {{ published_columns() }}
    ) as columns (
        schema_name,
        table_name,
        column_name,
        column_position,
        data_type,
        description,
        table_description,
        key_position
    )
)

select * from final
