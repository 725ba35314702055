select
    topic_no,
    question,
    table_name,
    what_one_row_is,
    note
from guide.start_here
order by topic_no
