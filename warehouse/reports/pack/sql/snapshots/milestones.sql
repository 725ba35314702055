-- The registers whose milestone reports count, by what and for which half-year they report.
-- plan: yes
select snapshot_id, phase_id as subject_id from monitoring.milestone_reports where counts
union
select snapshot_id, output_id from monitoring.milestone_reports where counts
union
select snapshot_id, action_area_id from monitoring.milestone_reports where counts
union
select snapshot_id, reporting_period_id from monitoring.milestone_reports where counts
order by 1, 2
