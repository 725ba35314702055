with
stg_catalogue__retired as (
    select * from {{ ref('stg_catalogue__retired') }}
),

final as (
    select
        old_dataset_code,
        new_dataset_code,
        relation,
        since_year,
        note,
        source
    from stg_catalogue__retired
)

select * from final
