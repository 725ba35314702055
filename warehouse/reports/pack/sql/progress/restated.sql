-- title: Restated figures
-- snapshots: everything
-- release_id | Earlier release | text
-- release_as_of_date | As of | date
-- subject_id | About | text
-- measure | Figure | code
-- reporting_period_id | Half-year | text | | as-of date
-- reading | Reading | code | | both
-- old_value | Said then | text | | not given
-- new_value | Says now | text | | not given
-- cause | Cause | code
-- cause_detail | In a sentence | text annex
select
    release_id,
    release_as_of_date,
    subject_id,
    measure,
    reporting_period_id,
    reading,
    old_value,
    new_value,
    cause,
    cause_detail
from monitoring.restated
where is_restatement and old_value is not null
order by
    case subject_kind
        when 'strategy' then 1
        when 'action_area' then 2
        when 'commitment' then 3
        when 'output' then 4
        else 5
    end,
    subject_id,
    measure,
    release_id desc,
    reporting_period_id,
    reading,
    figure_id
