with
indicator_links as (
    select * from {{ ref('indicator_links') }}
),

final as (
    select
        indicator_id,
        scope_kind,
        scope_id,
        contribution_statement,
        note
    from indicator_links
)

select * from final
