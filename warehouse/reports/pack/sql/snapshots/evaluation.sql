-- The evaluation workbooks, by what their standing rows are about.
select distinct snapshot_id, split_part(subject_key, '|', 2) as subject_id
from evaluation.versions
where is_current
order by 1, 2
