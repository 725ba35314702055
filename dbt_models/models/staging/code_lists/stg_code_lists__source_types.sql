with
source_types as (
    select * from {{ ref('source_types') }}
),

final as (
    select
        source_type_code,
        source_type_label,
        cast(is_modelled as boolean) as is_modelled
    from source_types
)

select * from final
