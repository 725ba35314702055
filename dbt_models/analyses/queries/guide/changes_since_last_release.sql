select
    table_name,
    kind,
    column_name,
    changed_count,
    description
from guide.changes
order by change_no
