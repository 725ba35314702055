-- title: What the gate asked and found
-- snapshots: designs
-- design_id | Design | text
-- rule_no | No. | count annex | place of the rule in the gate
-- rule_id | Rule | code
-- verdict | Verdict | code
-- sentence | Finding | text
select
    results.design_id,
    results.rule_no,
    results.rule_id,
    results.verdict,
    results.sentence
from evaluation.impact_gate_results as results
inner join evaluation.impact_designs as designs
    on results.design_id = designs.design_id
    and results.design_version_no = designs.design_version_no
where designs.is_current and results.verdict in ('noted', 'not_met')
order by results.design_id, results.rule_no
