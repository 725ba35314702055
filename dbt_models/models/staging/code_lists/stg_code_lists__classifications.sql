with
classifications as (
    select * from {{ ref('classifications') }}
),

final as (
    select
        classification_code,
        classification_label,
        classification_version
    from classifications
)

select * from final
