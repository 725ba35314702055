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
        schema_name,
        table_name,
        column_name,
        dimension,
        severity,
        description,
        remedy
    from stg_checks__results
)

select * from final
