-- The one label that a code has in each language: the most believed. Other spellings are never shown.
with
int_code_labels__unioned as (
    select * from {{ ref('int_code_labels__unioned') }}
),

ranked as (
    select
        variable,
        code,
        language,
        label,
        label_source,
        row_number() over (
            partition by variable, code, language
            order by label_rank, area_code, label
        ) as label_no
    from int_code_labels__unioned
    where label_source <> 'alias'
),

final as (
    select
        variable,
        code,
        language,
        label,
        label_source
    from ranked
    where label_no = 1
)

select * from final
