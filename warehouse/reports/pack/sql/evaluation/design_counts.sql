-- title: Impact designs and the verdict of the gate
-- snapshots: designs
-- design_count | Designs | count | impact designs on record
-- passed_count | Let through | count | impact designs that the gate lets through
-- refused_count | Refused | count | impact designs that the gate refuses
select
    count(*) as design_count,
    count(*) filter (where verdict = 'passed') as passed_count,
    count(*) filter (where verdict = 'refused') as refused_count
from evaluation.impact_designs
where is_current
