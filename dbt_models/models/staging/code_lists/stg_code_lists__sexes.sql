with
sexes as (
    select * from {{ ref('sexes') }}
),

final as (
    select
        sex_code,
        sex_label
    from sexes
)

select * from final
