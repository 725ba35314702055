-- What the current sheet of an indicator speaks of is what it is linked to, and each output or action area exists.
with
indicators as (
    select * from {{ ref('indicators') }}
),

links as (
    select * from {{ ref('indicators__indicator_links') }}
),

scopes as (
    select
        output_id as scope_id,
        'output' as scope_kind
    from {{ ref('strategy__outputs') }}
    union all
    select
        action_area_id as scope_id,
        'action_area' as scope_kind
    from {{ ref('strategy__action_areas') }}
    union all
    select
        'STRATEGY' as scope_id,
        'strategy' as scope_kind
),

named as (
    select
        indicators.indicator_id,
        indicators.scope,
        count(scopes.scope_id) as link_count,
        coalesce(sum(length(scopes.scope_id) + 1), 0) - 1 as scope_length,
        min(
            case when ';' || indicators.scope || ';' like '%;' || links.scope_id || ';%' then 1 else 0 end
        ) as are_all_named
    from indicators
    left join links
        on indicators.indicator_id = links.indicator_id
    left join scopes
        on links.scope_id = scopes.scope_id
            and links.scope_kind = scopes.scope_kind
    where indicators.scope is not null
    group by
        indicators.indicator_id,
        indicators.scope
),

final as (
    select *
    from named
    where link_count = 0
        or are_all_named = 0
        -- as long as the ids of its links with a separator between them: nothing is named that is no link
        or scope_length <> length(scope)
)

select * from final
