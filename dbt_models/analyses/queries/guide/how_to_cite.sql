select
    form,
    citation,
    note
from guide.cite
order by cite_no
