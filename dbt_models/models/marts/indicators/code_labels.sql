with
int_code_labels__by_code as (
    select * from {{ ref('int_code_labels__by_code') }}
),

final as (
    select
        variable,
        code,
        label,
        label_source
    from int_code_labels__by_code
)

select * from final
