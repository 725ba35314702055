select
    evidence_kind,
    direction,
    count(*) as item_count,
    count(case when is_accepted then 1 end) as accepted_count
from evaluation.evidence
group by evidence_kind, direction
order by evidence_kind, direction
