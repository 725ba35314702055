{{ config(tags=['closing']) }}
with
stg_checks__results as (
    select * from {{ ref('stg_checks__results') }}
),

final as (
    select distinct
        check_id,
        check_name,
        kind,
        -- where
        schema_name,
        table_name,
        column_name,
        -- what, why, who
        dimension,
        severity,
        owner,
        description,
        reason,
        remedy
    from stg_checks__results
)

select * from final
