-- title: Checks that found something
-- key: check_id
-- snapshots: everything
-- check_id | Check | text annex
-- check_name | Check | text
-- outcome | Outcome | code
-- failing_count | Rows | count | rows that break the rule
-- description | The rule | text
-- message | What was found | text
select
    results.check_id,
    checks.check_name,
    results.outcome,
    results.failing_count,
    checks.description,
    results.message
from quality.results
inner join quality.checks
    on results.check_id = checks.check_id
where results.outcome <> 'pass'
order by results.outcome, checks.check_name, results.check_id
