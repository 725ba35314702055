-- title: Checks of the data before publication
-- snapshots: everything
-- check_count | Checks | count | checks made before publication
-- passed_count | Passed | count | checks that found nothing
-- warned_count | Warned | count | checks that found something and do not block publication
-- failed_count | Failed | count | checks that failed or could not run
-- rejected_count | Files refused | count | files refused and not loaded
select
    count(*) as check_count,
    count(*) filter (where outcome = 'pass') as passed_count,
    count(*) filter (where outcome = 'warn') as warned_count,
    count(*) filter (where outcome in ('fail', 'error')) as failed_count,
    (select count(*) from quality.rejected_files) as rejected_count
from quality.results
