with
retired as (
    select * from {{ ref('retired') }}
),

final as (
    select
        old_dataset_code,
        new_dataset_code,
        relation,
        cast(since_year as integer) as since_year,
        note,
        source
    from retired
)

select * from final
