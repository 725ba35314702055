-- The plans of impact designs, and the snapshots of the values that they compare, by design.
select snapshot_id, design_id as subject_id from evaluation.impact_designs where snapshot_id is not null
union
select snapshot_id, design_id from evaluation.impact_values where snapshot_id is not null
order by 1, 2
