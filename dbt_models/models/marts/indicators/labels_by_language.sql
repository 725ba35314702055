with
int_code_labels__by_language as (
    select * from {{ ref('int_code_labels__by_language') }}
),

final as (
    select
        variable,
        code,
        language,
        label,
        label_source
    from int_code_labels__by_language
)

select * from final
