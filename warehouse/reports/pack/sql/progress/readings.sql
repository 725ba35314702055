-- title: Phases that stand otherwise in the alternative reading of the plan
-- key: phase_id
-- snapshots: milestones
-- phase_id | Code | text
-- phase_label | Phase | text
-- status | Primary reading | code
-- status_alternative | Alternative reading | code
-- ambiguity_note | Why the plan can be read in two ways | text
select
    main.phase_id,
    phases.phase_label,
    main.status,
    other.status as status_alternative,
    phases.ambiguity_note
from monitoring.milestone_status as main
inner join monitoring.milestone_status as other
    on main.phase_id = other.phase_id
    and other.reading = 'alternative'
inner join strategy.phases
    on main.phase_id = phases.phase_id
where main.reading = 'primary' and main.status <> other.status
order by main.phase_id
