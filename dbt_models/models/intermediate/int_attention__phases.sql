-- What needs attention because of a phase. Only milestones have a day: activities are judged by their half-years.
-- overdue, not_reported: as the status says. due_soon: due in the next 90 days and not achieved.
-- evidence_missing: said to be achieved, and no evidence is named at all.
with
int_milestone_status__assembled as (
    select * from {{ ref('int_milestone_status__assembled') }}
),

stg_strategy__phases as (
    select * from {{ ref('stg_strategy__phases') }}
),

ruled as (
    select
        *,
        case
            when status in ('overdue', 'not_reported') then status
            when status = 'not_due' and {{ days_between(as_of_date(), 'due_date') }} <= 90 then 'due_soon'
            when status in ('achieved_on_time', 'achieved_late') and evidence_review = 'none' then 'evidence_missing'
        end as rule
    from int_milestone_status__assembled
    where nature = 'discrete'
),

final as (
    select
        ruled.rule,
        case
            when ruled.rule in ('overdue', 'not_reported') then 'high'
            when ruled.rule = 'evidence_missing' then 'medium'
            when ruled.forecast_date > ruled.due_date then 'medium'
            else 'low'
        end as severity,
        'phase' as subject_kind,
        ruled.phase_id as subject_id,
        phases.phase_label as subject_label,
        ruled.output_id,
        ruled.action_area_id,
        ruled.reading,
        case ruled.rule
            when 'overdue' then 'It was due on ' || cast(ruled.due_date as string) || ' and is reported as open'
            when 'not_reported' then 'It was due on ' || cast(ruled.due_date as string) || ' and nothing is reported'
            when 'due_soon' then 'It is due on ' || cast(ruled.due_date as string) || ' and is not completed yet'
            else 'It is reported as completed on ' || cast(ruled.actual_date as string) || ' without any evidence'
        end
        || case
            when ruled.rule not in ('overdue', 'due_soon') or ruled.forecast_date is null then ''
            when ruled.forecast_date < {{ as_of_date() }}
                then '; the last report expected it on ' || cast(ruled.forecast_date as string)
            else '; the last report expects it on ' || cast(ruled.forecast_date as string)
        end
        || '.' as reason,
        ruled.due_date,
        case
            when ruled.rule = 'evidence_missing' then cast(null as integer)
            else {{ days_between('ruled.due_date', as_of_date()) }}
        end as days,
        'milestones' as page,
        ruled.para
    from ruled
    inner join stg_strategy__phases as phases
        on ruled.phase_id = phases.phase_id
    where ruled.rule is not null
)

select * from final
