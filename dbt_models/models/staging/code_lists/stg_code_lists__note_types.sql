with
note_types as (
    select * from {{ ref('note_types') }}
),

final as (
    select
        note_type_code,
        note_type_label
    from note_types
)

select * from final
