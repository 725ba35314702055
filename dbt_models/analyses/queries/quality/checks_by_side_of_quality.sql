select
    checks.dimension,
    results.outcome,
    count(*) as check_count
from quality.results as results
inner join quality.checks as checks
    on results.check_id = checks.check_id
group by checks.dimension, results.outcome
order by checks.dimension, results.outcome
