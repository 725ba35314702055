-- Every table that the first page names is published.
{{ config(tags=['closing']) }}
with
start_here as (
    select * from {{ ref('start_here') }}
),

dictionary as (
    select * from {{ ref('dictionary') }}
),

published as (
    select distinct schema_name || '.' || table_name as table_name
    from dictionary
),

final as (
    select start_here.table_name
    from start_here
    left join published
        on start_here.table_name = published.table_name
    where published.table_name is null
)

select * from final
