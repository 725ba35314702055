select
    checks.check_name,
    results.outcome,
    results.failing_count,
    results.message
from quality.results as results
inner join quality.checks as checks
    on results.check_id = checks.check_id
where results.outcome <> 'pass'
order by checks.check_name, checks.check_id
