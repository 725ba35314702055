-- The registers whose commitments and expenditure count, by action area.
-- plan: yes
select snapshot_id, action_area_id as subject_id from monitoring.resource_commitments where counts
union
select snapshot_id, action_area_id from monitoring.expenditures where counts
order by 1, 2
