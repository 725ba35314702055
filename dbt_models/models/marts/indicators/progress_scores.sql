-- Ratings of several indicators as one score per area (docs/progress.md): of all of them, and of each action area.
-- Direct and context indicators are never in one mean.
with
progress as (
    select * from {{ ref('progress') }}
),

indicators__indicator_links as (
    select * from {{ ref('indicators__indicator_links') }}
),

strategy__outputs as (
    select * from {{ ref('strategy__outputs') }}
),

strategy__action_areas as (
    select * from {{ ref('strategy__action_areas') }}
),

latest as (
    select
        *,
        case when class is not null then {{ progress_score('ratio') }} end as score
    from progress
    where method = 'linear'
        and is_latest
        and disaggregation = 'total'
        and target_id is not null
),

-- An indicator counts once in an action area, however many of its outputs it is linked to.
linked as (
    select distinct
        links.indicator_id,
        coalesce(outputs.action_area_id, links.scope_id) as action_area_id
    from indicators__indicator_links as links
    left join strategy__outputs as outputs
        on links.scope_id = outputs.output_id
    where links.scope_kind in ('action_area', 'output')
),

scoped as (
    select
        'strategy' as scope_kind,
        'STRATEGY' as scope_id,
        latest.*
    from latest
    union all
    select
        'action_area' as scope_kind,
        linked.action_area_id as scope_id,
        latest.*
    from latest
    inner join linked
        on latest.indicator_id = linked.indicator_id
),

averaged as (
    select
        scope_kind,
        scope_id,
        role,
        reference_area_code,
        min(reference_area_label) as reference_area_label,
        cast(count(*) as integer) as indicator_count,
        cast(count(class) as integer) as rated_count,
        cast(count(score) as integer) as scored_count,
        {{ exact_sum('score') }} / nullif(count(score), 0) as score,
        min(score) as lowest_score,
        max(score) as highest_score,
        cast(count(case when class = 'achieved' then 1 end) as integer) as achieved_count,
        max(is_proposed) as is_proposed,
        max(is_partial) as is_partial,
        max(is_sample) as is_sample
    from scoped
    group by scope_kind, scope_id, role, reference_area_code
),

final as (
    select
        averaged.scope_kind,
        averaged.scope_id,
        coalesce(action_areas.action_area_label, 'The strategy as a whole') as scope_label,
        averaged.role,
        averaged.reference_area_code,
        averaged.reference_area_label,
        averaged.indicator_count,
        averaged.rated_count,
        averaged.achieved_count,
        averaged.scored_count,
        averaged.score,
        averaged.lowest_score,
        averaged.highest_score,
        case
            when averaged.rated_count > 0 and averaged.achieved_count = averaged.rated_count then 'achieved'
            when {{ rounded('averaged.score', 9) }} >= 2.5 then 'on_track'
            when {{ rounded('averaged.score', 9) }} >= 0 then 'needs_acceleration'
            when {{ rounded('averaged.score', 9) }} >= -2.5 then 'limited'
            when averaged.score is not null then 'deterioration'
        end as class,
        averaged.is_proposed,
        averaged.is_partial,
        averaged.is_sample
    from averaged
    left join strategy__action_areas as action_areas
        on averaged.scope_id = action_areas.action_area_id
)

select * from final
