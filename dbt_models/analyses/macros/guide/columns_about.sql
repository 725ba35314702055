select
    schema_name,
    table_name,
    kind,
    column_name,
    data_type,
    unit,
    description
from guide.dictionary
where position(lower(word) in lower(schema_name || '.' || table_name || ' ' || column_name)) > 0
    or position(lower(word) in lower(description)) > 0
    or position(lower(word) in lower(table_description)) > 0
order by
    case
        when position(lower(word) in lower(column_name)) > 0 then 1
        when position(lower(word) in lower(description)) > 0 then 2
        else 3
    end,
    schema_name,
    table_name,
    column_position
