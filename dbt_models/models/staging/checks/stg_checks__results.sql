with
check_results as (
    select * from {{ source('raw', 'check_results') }}
),

final as (
    select
        run_id,
        check_id,
        check_name,
        kind,
        schema_name,
        table_name,
        column_name,
        dimension,
        severity,
        description,
        remedy,
        outcome,
        cast(failing_count as bigint) as failing_count,
        cast(checked_count as bigint) as checked_count,
        message,
        cast(sample_rows as string) as sample_rows,
        {{ utc_timestamp('executed_at') }} as executed_at,
        owner,
        reason,
        failing_subjects
    from check_results
)

select * from final
