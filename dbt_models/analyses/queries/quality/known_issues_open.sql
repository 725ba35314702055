select
    issue_id,
    opened_date,
    severity,
    issue,
    table_names,
    workaround
from quality.known_issues
where is_open
order by opened_date, issue_id
