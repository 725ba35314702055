with
stg_quality__known_issues as (
    select * from {{ ref('stg_quality__known_issues') }}
),

final as (
    select
        issue_id,
        opened_date,
        owner,
        severity,
        issue,
        table_names,
        indicator_ids,
        workaround,
        closed_date is null as is_open,
        closed_date,
        closure
    from stg_quality__known_issues
)

select * from final
