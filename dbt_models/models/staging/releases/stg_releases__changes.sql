with
released_changes as (
    select * from {{ source('raw', 'released_changes') }}
),

final as (
    select
        release_id,
        cast(release_as_of as date) as release_as_of_date,
        kind,
        table_name,
        column_name,
        value_before,
        value_now,
        counted as changed_count
    from released_changes
)

select * from final
