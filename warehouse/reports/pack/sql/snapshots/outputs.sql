-- The registers with milestone reports, narratives and evidence that count, by output.
-- plan: yes
select snapshot_id, output_id as subject_id from monitoring.milestone_reports where counts
union
select snapshot_id, output_id from monitoring.output_narratives where counts
union
select snapshot_id, output_id from monitoring.evidence_items where counts and output_id is not null
order by 1, 2
