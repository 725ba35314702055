-- Where a contribution is stated the indicator is direct; a direct one without a statement has an incomplete sheet.
with
indicators as (
    select * from {{ ref('indicators') }}
),

links as (
    select * from {{ ref('indicators__indicator_links') }}
),

final as (
    select
        indicators.indicator_id,
        indicators.role,
        links.scope_id,
        links.contribution_statement
    from indicators
    inner join links
        on indicators.indicator_id = links.indicator_id
    where (indicators.role = 'context' and links.contribution_statement is not null)
        or (indicators.role = 'direct' and links.contribution_statement is null and indicators.is_sheet_complete)
)

select * from final
