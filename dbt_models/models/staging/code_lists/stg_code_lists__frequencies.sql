with
frequencies as (
    select * from {{ ref('frequencies') }}
),

final as (
    select
        frequency_code,
        frequency_label
    from frequencies
)

select * from final
