select
    schema_name,
    table_name,
    kind,
    column_name,
    description
from guide.columns_about('baseline')
