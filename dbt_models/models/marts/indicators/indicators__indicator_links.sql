with
stg_results_framework__indicator_links as (
    select * from {{ ref('stg_results_framework__indicator_links') }}
),

final as (
    select
        indicator_id,
        scope_kind,
        scope_id,
        contribution_statement,
        note
    from stg_results_framework__indicator_links
)

select * from final
