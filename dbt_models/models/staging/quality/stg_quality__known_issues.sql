with
known_issues as (
    select * from {{ ref('known_issues') }}
),

final as (
    select
        issue_id,
        cast(opened_on as date) as opened_date,
        owner,
        severity,
        issue,
        table_names,
        indicator_ids,
        workaround,
        cast(closed_on as date) as closed_date,
        closure
    from known_issues
)

select * from final
