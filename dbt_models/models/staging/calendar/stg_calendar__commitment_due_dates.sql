with
commitment_due_dates as (
    select * from {{ ref('commitment_due_dates') }}
),

final as (
    select
        commitment_id,
        due_words,
        cast(due_date as date) as due_date,
        cast(alternative_due_date as date) as alternative_due_date,
        rule
    from commitment_due_dates
)

select * from final
