with
classifications as (
    select * from {{ ref('classifications') }}
),

final as (
    select
        classification_code,
        classification_label,
        classification_version,
        cast(is_total as boolean) as is_total
    from classifications
)

select * from final
