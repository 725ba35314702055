-- A phase names the action area of its output, and each output number lies in the range of its area.
with
phases as (
    select * from {{ ref('phases') }}
),

outputs as (
    select * from {{ ref('strategy__outputs') }}
),

action_areas as (
    select * from {{ ref('strategy__action_areas') }}
),

strays as (
    select
        phases.phase_id as found,
        'names another action area than its output' as problem
    from phases
    inner join outputs
        on phases.output_id = outputs.output_id
    where phases.action_area_id <> outputs.action_area_id
),

ranges as (
    select
        outputs.output_id as found,
        'lies outside the output numbers of its action area' as problem
    from outputs
    inner join action_areas
        on outputs.action_area_id = action_areas.action_area_id
    where outputs.output_no not between action_areas.first_output_no and action_areas.last_output_no
),

final as (
    select
        found,
        problem
    from strays
    union all
    select
        found,
        problem
    from ranges
)

select * from final
