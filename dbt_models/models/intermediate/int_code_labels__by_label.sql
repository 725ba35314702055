-- The code that a label means. The most believed source that has the label decides; where it gives the label to two
-- codes, the code is left empty: a guess would look like a fact.
with
int_code_labels__unioned as (
    select * from {{ ref('int_code_labels__unioned') }}
),

believed as (
    select
        variable,
        area_code,
        label_key,
        min(label_rank) as label_rank
    from int_code_labels__unioned
    group by variable, area_code, label_key
),

final as (
    select
        labels.variable,
        labels.area_code,
        labels.label_key,
        case when count(distinct labels.code) = 1 then min(labels.code) end as code
    from int_code_labels__unioned as labels
    inner join believed
        on labels.variable = believed.variable
            and labels.area_code = believed.area_code
            and labels.label_key = believed.label_key
            and labels.label_rank = believed.label_rank
    group by labels.variable, labels.area_code, labels.label_key
)

select * from final
