with
declared_losses as (
    select * from {{ ref('declared_losses') }}
),

final as (
    select
        dataset_code,
        cast(year as integer) as year,
        cast(least_row_count as bigint) as least_row_count,
        cast(declared_date as date) as declared_date,
        declared_by,
        reason
    from declared_losses
)

select * from final
