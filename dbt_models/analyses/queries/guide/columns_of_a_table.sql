select
    column_name,
    data_type,
    description
from guide.dictionary
where schema_name = 'monitoring'
    and table_name = 'milestone_status'
order by column_position
