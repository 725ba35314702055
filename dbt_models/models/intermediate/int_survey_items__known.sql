-- The newest wording of each item, and what it asks about.
with
int_survey_rows__known as (
    select * from {{ ref('int_survey_rows__known') }}
),

final as (
    select
        survey_id,
        item_id,
        item_label,
        criterion_code,
        output_id
    from int_survey_rows__known
    where record = 'item' and is_newest
)

select * from final
