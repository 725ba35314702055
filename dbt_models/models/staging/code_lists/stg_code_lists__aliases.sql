with
aliases as (
    select * from {{ ref('aliases') }}
),

final as (
    select
        variable,
        alias,
        code
    from aliases
)

select * from final
