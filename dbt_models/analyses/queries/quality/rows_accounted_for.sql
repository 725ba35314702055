select
    step_no,
    step,
    sum(rows_in) as rows_in,
    sum(rows_out) as rows_out,
    sum(rows_left_out) as rows_left_out,
    sum(difference) as difference
from quality.reconciliation
group by step_no, step
order by step_no, step
