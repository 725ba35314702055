-- Made anew in each run ({{ var("release_id") }}), from what was counted once the tables had passed the gate.
with
stg_releases__changes as (
    select * from {{ ref('stg_releases__changes') }}
),

worded as (
    select
        *,
        case kind
            when 'table_added' then 'New table, ' || value_now || '.'
            when 'table_removed' then 'This table is gone; it had ' || value_before || '.'
            when 'column_added' then 'New column, ' || lower(value_now) || '.'
            when 'column_removed' then 'This column is gone; it was ' || lower(value_before) || '.'
            when 'column_retyped' then 'It was ' || lower(value_before) || ' and is ' || lower(value_now) || '.'
            when 'rows_added' then 'Rows that the release before did not have: '
            when 'rows_removed' then 'Rows that are gone: '
            when 'rows_changed' then 'Rows of the same key that read otherwise: '
            when 'rows_moved' then 'Rows with the same figures, from another file or row of a file: '
            when 'values_changed' then 'Cells of this column that read otherwise: '
            else coalesce(value_before, 'not rated') || ' before, ' || coalesce(value_now, 'not rated') || ' now: '
        end as words
    from stg_releases__changes
),

final as (
    select
        cast(
            row_number() over (
                order by table_name, kind, column_name, value_before, value_now
            ) as integer
        ) as change_no,
        release_id,
        release_as_of_date,
        table_name,
        kind,
        column_name,
        value_before,
        value_now,
        changed_count,
        words || coalesce(cast(changed_count as string) || '.', '') as description,
        {{ is_sample_run() }} as is_sample
    from worded
)

select * from final
