-- The one label that a code is shown with: English before other languages, then the most believed. Other spellings
-- are never shown.
with
int_code_labels__unioned as (
    select * from {{ ref('int_code_labels__unioned') }}
),

ranked as (
    select
        variable,
        code,
        label,
        label_source,
        row_number() over (
            partition by variable, code
            order by case language when 'en' then 0 else 1 end, label_rank, language, area_code, label
        ) as code_rank
    from int_code_labels__unioned
    where label_source <> 'alias'
),

final as (
    select
        variable,
        code,
        label,
        label_source
    from ranked
    where code_rank = 1
)

select * from final
