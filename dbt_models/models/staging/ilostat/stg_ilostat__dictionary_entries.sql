with
ilostat_dictionaries as (
    select * from {{ source('raw', 'ilostat_dictionaries') }}
),

final as (
    select
        snapshot_id,
        variable,
        code,
        label,
        cast(sort_order as integer) as sort_order,
        language
    from ilostat_dictionaries
)

select * from final
