select
    schema_name,
    table_name,
    column_name,
    description
from guide.dictionary
where lower(description) like '%pandemic%'
order by schema_name, table_name, column_position
